using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ConnectWizard;

/// <summary>Answers bUnit's request for AngleSharp.Diffing with the version that our package feed has. The reason is in BUnit.targets.</summary>
internal static class AngleSharpDiffingLoader
{
    [ModuleInitializer]
    internal static void Register() => AssemblyLoadContext.Default.Resolving += Resolve;

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == "AngleSharp.Diffing"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "diffing", "AngleSharp.Diffing.dll"))
            : null;
}
