using System.Net;
using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>
/// Whether the server calls itself by the address that was used: its access points and the first repository's clone address. Nothing is ever called at
/// what it says; but people and webhooks will be sent there.
/// </summary>
internal sealed class LinksRung(CheckRun run)
{
    public async Task CompareAsync(Task<FoundRepository?> search)
    {
        if (await search is not { } found || run.Account is not { } account)
        {
            return;
        }

        ServerLink[] links = found.First?.RemoteUrl is { } remote ? [.. account.Links, new ServerLink("remoteUrl", remote)] : [.. account.Links];
        var foreign = links.Where(link => !IsOurs(link.Url)).ToArray();
        var evidence = links.Select(link => new Evidence(link.Where, link.Url));
        if (foreign.Length == 0)
        {
            run.Ladder.Pass(RungCode.Links, RungText.Sentence(RungCode.Links, links.Length == 0 ? "none" : "passed", ("host", run.ShownHost)), evidence);
            return;
        }

        var local = foreign.FirstOrDefault(link => IsLocal(link.Url));
        run.Warn(RungCode.Links, new Problem(local is null ? ProblemCode.LinksElsewhere : ProblemCode.LinksLocalhost).With("url", (local ?? foreign[0]).Url).Seen(evidence));
    }

    /// <summary>Same scheme, host and port; the user part that clone addresses carry does not count.</summary>
    private bool IsOurs(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var link)
        && link.Scheme == run.Target.Address.Scheme
        && link.Port == run.Target.Address.Port
        && link.IdnHost.Trim('[', ']').Equals(run.Target.Address.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);

    private static bool IsLocal(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var link)
        && (link.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || link.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(link.Host, out var address) && IPAddress.IsLoopback(address)));
}
