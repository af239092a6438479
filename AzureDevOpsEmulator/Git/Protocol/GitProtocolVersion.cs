namespace AzureDevOpsEmulator.Git.Protocol;

/// <summary>The <c>Git-Protocol</c> header: colon-separated parameters, the highest known <c>version=</c> counts.</summary>
internal static class GitProtocolVersion
{
    public static int Parse(string? header)
    {
        var parameters = header?.Split(':', StringSplitOptions.TrimEntries) ?? [];
        if (parameters.Contains("version=2", StringComparer.Ordinal)) return 2;
        return parameters.Contains("version=1", StringComparer.Ordinal) ? 1 : 0;
    }
}
