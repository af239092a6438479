using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>
/// Whether the server calls itself by the address that was used: its access points and the first repository's clone address. They are never
/// called, but people and webhooks will be sent there.
/// </summary>
internal sealed class LinksCheck(CheckRun run)
{
    public async Task CompareAsync(Task<FoundRepository?> search)
    {
        if (await search is not { } found || run.Account is not { } account)
            return;

        var links = account.Links.ToList();
        if (found.First?.RemoteUrl is { } remote)
            links.Add(new ServerLink("remoteUrl", remote));

        var evidence = links.Select(link => new Evidence(link.Where, link.Url));
        // The cloud has several names for itself, all of them its own: nothing can be set wrong there.
        if (!run.IsServices && FindForeign(links) is { } problem)
            run.Warn(CheckItemId.Links, problem.WithEvidence(evidence));
        else
            run.PassAs(CheckItemId.Links, links.Count == 0 ? "none" : "passed", evidence);
    }

    /// <summary>A link to localhost weighs more than one to another name: it is wrong for everybody.</summary>
    private Problem? FindForeign(List<ServerLink> links)
    {
        var foreign = links.Where(link => DifferenceOf(link.Url) is not null).ToArray();
        if (foreign.FirstOrDefault(link => IsLocal(link.Url)) is { } local)
            return new Problem(ProblemCode.LinksLocalhost).With("url", local.Url);

        return foreign is [var first, ..]
            ? new Problem(ProblemCode.LinksElsewhere).With("url", first.Url).With(ProblemText.Variant, DifferenceOf(first.Url)!)
            : null;
    }

    /// <returns>What differs from the address that was used: another name weighs most, for it may be another server. Null for nothing.</returns>
    private string? DifferenceOf(string url)
    {
        var used = run.Target.Address;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var link) || !link.IdnHost.Trim('[', ']').Equals(used.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase))
            return "name";
        if (link.Scheme != used.Scheme)
            return "scheme";
        return link.Port == used.Port ? null : "port";
    }

    private static bool IsLocal(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var link) && (link.IsLoopback || link.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase));
}
