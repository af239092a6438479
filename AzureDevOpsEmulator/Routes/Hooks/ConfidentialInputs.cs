namespace AzureDevOpsEmulator.Routes.Hooks;

/// <summary>The one input that is confidential by the published descriptor: it is read back as asterisks, and asterisks sent back keep it.</summary>
internal static class ConfidentialInputs
{
    private const string Password = "basicAuthPassword";
    private const string Mask = "********";

    public static IReadOnlyDictionary<string, string> Masked(IReadOnlyDictionary<string, string> inputs, bool masks) =>
        masks && inputs.ContainsKey(Password) ? With(inputs, Mask) : inputs;

    public static IReadOnlyDictionary<string, string> Unmasked(
        IReadOnlyDictionary<string, string> inputs, IReadOnlyDictionary<string, string> known) =>
        inputs.GetValueOrDefault(Password) == Mask && known.TryGetValue(Password, out var secret) ? With(inputs, secret) : inputs;

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> inputs, string password) =>
        new(inputs, StringComparer.Ordinal) { [Password] = password };
}
