using System.Net;
using AzureDevOpsEmulator.Entra.Storage;

namespace AzureDevOpsEmulator.Entra;

/// <summary>
/// Where answers may be sent. Entra lets an application at <c>http://localhost</c> have any port; here that holds for all loopback names,
/// and every client is registered with the path <c>/signin/return</c> there. Others can be registered while it runs.
/// </summary>
internal sealed class RedirectUris(EntraStore store)
{
    private const string LoopbackPath = "/signin/return";

    public bool Knows(string redirect) =>
        Uri.TryCreate(redirect, UriKind.Absolute, out var uri)
        && (IsLoopback(uri, redirect) || store.Read(records => records.RedirectUris.Contains(redirect, StringComparer.Ordinal)));

    /// <exception cref="ArgumentException">It is no address of a web application.</exception>
    public void Register(string redirect)
    {
        if (!Uri.TryCreate(redirect, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Fragment.Length > 0)
            throw new ArgumentException($"'{redirect}' is not an http or https address without a fragment.", nameof(redirect));

        store.Change(records => records.RedirectUris.Add(redirect));
    }

    /// <summary>Compared with what was sent, so that nothing which a parser would put right passes.</summary>
    private static bool IsLoopback(Uri uri, string sent) =>
        uri.Scheme is "http" or "https"
        && uri.UserInfo.Length == 0
        && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)))
        && sent == uri.GetLeftPart(UriPartial.Authority) + LoopbackPath;
}
