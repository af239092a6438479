namespace ConnectWizard.Browser;

/// <summary>What tests leave behind for people: pictures, traces, accessibility trees. Git ignores it.</summary>
internal static class Artifacts
{
    /// <summary>A folder below <c>artifacts/</c>, made where it is missing.</summary>
    public static string Folder(string name) => Directory.CreateDirectory(Path.Combine(BuildFacts.RepositoryRoot, "artifacts", name)).FullName;
}
