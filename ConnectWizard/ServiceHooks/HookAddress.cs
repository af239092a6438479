using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks;

/// <summary>
/// Where hooks call us. The hook's id in it is the mark by which a subscription is known to be ours, whatever our address was when it was
/// created.
/// </summary>
/// <param name="findBase">
/// Where Azure DevOps reaches this installation: scheme, host and port; null before we listen. Asked each time, for the port may be the system's choice.
/// </param>
/// <param name="isOnThisMachine">Whether a server runs on this machine, and so reaches what only this machine does.</param>
public sealed class HookAddress(Func<Uri?> findBase, Func<ServerTarget, bool> isOnThisMachine)
{
    /// <summary>The path that deliveries come to, without the hook's id.</summary>
    public const string Path = "/hooks";

    /// <summary>The base of the addresses, as people may see it; empty before we listen.</summary>
    public string Shown => findBase()?.GetLeftPart(UriPartial.Authority) ?? "";

    /// <summary>The address of a hook.</summary>
    /// <exception cref="InvalidOperationException">We do not listen yet.</exception>
    public Uri Of(HookId hook) =>
        new(findBase() ?? throw new InvalidOperationException("The address is asked for before the program listens."), $"{Path}/{hook}");

    /// <summary>The hook whose mark an address has, by whichever of our addresses.</summary>
    public static HookId? FindMark(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.AbsolutePath.StartsWith(Path + "/", StringComparison.OrdinalIgnoreCase)
        && Guid.TryParseExact(address.AbsolutePath[(Path.Length + 1)..], "D", out var id)
            ? new HookId(id)
            : null;

    /// <summary>Whether a server could reach us at all.</summary>
    /// <returns><see cref="ProblemCode.WebhookTargetLocal"/> where our address is this machine's alone and the server is elsewhere; else null.</returns>
    public Problem? FindProblem(ServerTarget target) => findBase() is { IsLoopback: false } || isOnThisMachine(target)
        ? null
        : new Problem(ProblemCode.WebhookTargetLocal).With("url", Shown);

    /// <summary>The subscription as it is to be.</summary>
    /// <param name="secret">A new secret, whose hash is stored already.</param>
    public HookRequest RequestFor(Hook hook, Secret secret)
    {
        var url = Of(hook.Id);
        var request = new HookRequest(HookEventTypes.NameOf(hook.Kind), hook.ProjectId, hook.RepositoryId, url, secret);
        return url.Scheme == Uri.UriSchemeHttps
            ? request with { UserName = HookSecret.UserName }
            : request with { Header = HookSecret.Header };
    }
}
