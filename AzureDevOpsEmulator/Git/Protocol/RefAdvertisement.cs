namespace AzureDevOpsEmulator.Git.Protocol;

/// <summary>The response to <c>info/refs</c>: refs and capabilities (versions 0 and 1), or capabilities only (2).</summary>
internal static class RefAdvertisement
{
    public const string Agent = "agent=azure-devops-emulator";
    public const string ObjectFormat = "object-format=sha1";

    private const string Capabilities =
        "multi_ack multi_ack_detailed thin-pack side-band side-band-64k ofs-delta shallow deepen-since deepen-not deepen-relative "
        + "no-progress include-tag no-done allow-tip-sha1-in-want allow-reachable-sha1-in-want";

    /// <param name="filters">Whether partial clones are possible.</param>
    public static async Task WriteAsync(GitRepository repository, int version, bool filters, PktLineWriter writer, CancellationToken ct)
    {
        await writer.LineAsync("# service=git-upload-pack", ct);
        await writer.FlushAsync(ct);
        if (version > 0) await writer.LineAsync($"version {version}", ct);
        if (version == 2) await WriteCommandsAsync(filters, writer, ct);
        else await WriteRefsAsync(repository, filters, writer, ct);
        await writer.FlushAsync(ct);
    }

    private static async Task WriteCommandsAsync(bool filters, PktLineWriter writer, CancellationToken ct)
    {
        await writer.LineAsync(Agent, ct);
        await writer.LineAsync("ls-refs=unborn", ct);
        await writer.LineAsync(filters ? "fetch=shallow filter" : "fetch=shallow", ct);
        await writer.LineAsync(ObjectFormat, ct);
    }

    private static async Task WriteRefsAsync(GitRepository repository, bool filters, PktLineWriter writer, CancellationToken ct)
    {
        var refs = repository.Refs.List();
        var head = refs.FirstOrDefault(entry => entry.Name == repository.DefaultBranch);
        var symref = head is null ? "" : $" symref=HEAD:{head.Name}";
        var abilities = $"\0{Capabilities}{(filters ? " filter" : "")}{symref} {ObjectFormat} {Agent}";
        if (refs.Count == 0) await writer.LineAsync($"{default(ObjectId)} capabilities^{{}}{abilities}", ct);

        var lines = head is null ? refs : refs.Prepend(new GitRef("HEAD", head.Target));
        foreach (var entry in lines)
        {
            await writer.LineAsync($"{entry.Target} {entry.Name}{abilities}", ct);
            abilities = "";
            if (repository.Objects.Get(entry.Target).Kind == GitObjectKind.Tag)
                await writer.LineAsync($"{repository.Objects.Peel(entry.Target).Id} {entry.Name}^{{}}", ct);
        }
    }
}

/// <summary>The <c>Git-Protocol</c> header: colon-separated parameters. The highest known <c>version=</c> wins.</summary>
internal static class GitProtocolVersion
{
    public static int Parse(string? header)
    {
        var parameters = header?.Split(':', StringSplitOptions.TrimEntries) ?? [];
        if (parameters.Contains("version=2", StringComparer.Ordinal)) return 2;
        return parameters.Contains("version=1", StringComparer.Ordinal) ? 1 : 0;
    }
}
