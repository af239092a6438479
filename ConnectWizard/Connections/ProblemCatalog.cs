using System.Text.Json;

namespace ConnectWizard.Connections;

/// <summary>What is fixed about each problem: how its code is written, who can mend it, and which field it belongs to.</summary>
public static class ProblemCatalog
{
    /// <summary>The code as pages, logs and the README write it: <c>tls-untrusted</c>.</summary>
    public static string Name(ProblemCode code) => JsonNamingPolicy.KebabCaseLower.ConvertName(code.ToString());
}
