using System.Reflection;

namespace ConnectWizard.Browser;

/// <summary>What the build tells the tests about where it put things.</summary>
internal static class BuildFacts
{
    /// <summary>The product's own assembly, beside its own files.</summary>
    public static string ProductAssembly { get; } = Read("ProductAssembly");

    public static string RepositoryRoot { get; } = Read("RepositoryRoot");

    private static string Read(string key) => typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
