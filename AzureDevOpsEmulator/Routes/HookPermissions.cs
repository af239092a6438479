namespace AzureDevOpsEmulator.Routes;

/// <summary>Permissions on subscriptions: by their project, or by the collection if they have none.</summary>
internal static class HookPermissions
{
    public static bool Allows(ApiCall call, Subscription subscription, int bit) =>
        ServiceHooksNamespace.Allows(call, TokenOf(subscription.ProjectId), bit);

    public static void Demand(ApiCall call, Guid? projectId, int bit)
    {
        var token = TokenOf(projectId);
        if (!ServiceHooksNamespace.Allows(call, token, bit))
            throw new ApiException(HookErrors.MissingPermission(call.Caller.DisplayName, token, ServiceHooksNamespace.NameOf(bit)));
    }

    public static Subscription Find(ApiCall call, int bit)
    {
        var text = call.Value("subscriptionId") ?? "";
        if (!Guid.TryParse(text, out var id)
            || call.Hooks.Subscriptions.Find(id) is not { } found || found.CollectionId != call.Collection.Id)
        {
            throw new ApiException(HookErrors.SubscriptionNotFound(text));
        }

        Demand(call, found.ProjectId, bit);
        return found;
    }

    private static string TokenOf(Guid? projectId) =>
        ServiceHooksNamespace.CollectionToken + (projectId is { } id ? $"/{id}" : "");
}

/// <summary>The one confidential input of the published descriptor: it reads back as asterisks or not at all, and asterisks sent back keep it.</summary>
internal static class ConfidentialInputs
{
    private const string Password = "basicAuthPassword";
    private const string Mask = "********";

    public static IReadOnlyDictionary<string, string> Masked(IReadOnlyDictionary<string, string> inputs, bool masks) =>
        !inputs.ContainsKey(Password) ? inputs
        : masks ? With(inputs, Mask)
        : inputs.Where(input => input.Key != Password).ToDictionary(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, string> Unmasked(
        IReadOnlyDictionary<string, string> inputs, IReadOnlyDictionary<string, string> known) =>
        inputs.GetValueOrDefault(Password) == Mask && known.TryGetValue(Password, out var secret) ? With(inputs, secret) : inputs;

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> inputs, string password) =>
        new(inputs, StringComparer.Ordinal) { [Password] = password };
}
