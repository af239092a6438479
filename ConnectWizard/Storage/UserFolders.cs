namespace ConnectWizard.Storage;

/// <summary>
/// The files that exist without configuration, in the folders that the operating system gives a user: records among the data, the key
/// among the settings, so that a copy of one does not contain the other.
/// </summary>
internal static class UserFolders
{
    private const string Product = "ConnectWizard";

    /// <summary>The database; empty where the user has no such folder.</summary>
    public static string DefaultDatabase => In(Environment.SpecialFolder.LocalApplicationData, "connectwizard.db");

    /// <summary>The key file; empty where the user has no such folder.</summary>
    public static string DefaultKeyFile => In(Environment.SpecialFolder.ApplicationData, "key");

    // DoNotVerify: a folder that is not there yet is made later, not reported as "".
    private static string In(Environment.SpecialFolder folder, string file) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } path
            ? Path.Combine(path, Product, file)
            : "";
}
