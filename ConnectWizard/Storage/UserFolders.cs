namespace ConnectWizard.Storage;

/// <summary>The default files: records among the user's data, the key among the settings, so that a copy of one doesn't contain the other.</summary>
internal static class UserFolders
{
    private const string Product = "ConnectWizard";

    /// <summary>Empty where the user has no such folder.</summary>
    public static string DefaultDatabase => In(Environment.SpecialFolder.LocalApplicationData, "connectwizard.db");

    /// <summary>Empty where the user has no such folder.</summary>
    public static string DefaultKeyFile => In(Environment.SpecialFolder.ApplicationData, "key");

    // DoNotVerify: a folder that is not there yet is made later, not reported as "".
    private static string In(Environment.SpecialFolder folder, string file) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } path
            ? Path.Combine(path, Product, file)
            : "";
}
