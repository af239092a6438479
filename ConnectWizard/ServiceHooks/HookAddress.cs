using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks;

/// <summary>Where hooks call us. The hook's id in it marks a subscription as ours, whatever our address was when it was created.</summary>
/// <param name="findBase">Scheme, host and port by which Azure DevOps reaches us; null before we listen.</param>
/// <param name="isOnThisMachine">Whether a server runs on this machine, and so reaches a loopback address.</param>
public sealed class HookAddress(Func<Uri?> findBase, Func<ServerTarget, bool> isOnThisMachine)
{
    public const string Path = "/hooks";

    /// <summary>For display; empty before we listen.</summary>
    public string Shown => findBase()?.GetLeftPart(UriPartial.Authority) ?? "";

    public Uri Of(HookId hook) =>
        new(findBase() ?? throw new InvalidOperationException("The address is asked for before the program listens."), $"{Path}/{hook}");

    /// <summary>The hook whose mark an address has, by whichever of our addresses.</summary>
    public static HookId? FindMark(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.AbsolutePath.StartsWith(Path + "/", StringComparison.OrdinalIgnoreCase)
        && Guid.TryParseExact(address.AbsolutePath[(Path.Length + 1)..], "D", out var id)
            ? new HookId(id)
            : null;

    /// <returns><see cref="ProblemCode.WebhookTargetLocal"/> where the server can't reach us; else null.</returns>
    public Problem? FindProblem(ServerTarget target) => findBase() is { IsLoopback: false } || isOnThisMachine(target)
        ? null
        : new Problem(ProblemCode.WebhookTargetLocal).With("url", Shown);

    public HookRequest RequestFor(Hook hook, Secret secret)
    {
        var url = Of(hook.Id);
        var request = new HookRequest(HookEventTypes.NameOf(hook.Kind), hook.ProjectId, hook.RepositoryId, url, secret);
        return url.Scheme == Uri.UriSchemeHttps
            ? request with { UserName = HookSecret.UserName }
            : request with { Header = HookSecret.Header };
    }
}

/// <summary>The secret of deliveries: 256 random bits that Azure DevOps keeps, and of which we keep a hash.</summary>
public static class HookSecret
{
    /// <summary>Carries the secret over http: Azure DevOps takes passwords for https alone.</summary>
    public const string Header = "X-ConnectWizard-Secret";

    /// <summary>Of basic authentication over https.</summary>
    public const string UserName = "connectwizard";

    private const int Bytes = 32;

    /// <summary>64 hexadecimal digits: nothing that a form, a header or a proxy could change.</summary>
    public static Secret New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)));

    public static string HashOf(Secret secret) => HashOf(secret.Reveal());

    /// <summary>Takes as long for a wrong secret as for a right one.</summary>
    public static bool Matches([NotNullWhen(true)] string? presented, string? hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(presented ?? "")), Encoding.ASCII.GetBytes(hash ?? HashOf("")))
        & presented is { Length: > 0 } & hash is not null;

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
