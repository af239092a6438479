using ConnectWizard.Checks;
using ConnectWizard.Connections;
using static ConnectWizard.Connections.ProblemCode;

namespace ConnectWizard.Accounts;

/// <summary>A way in which an application gets nowhere.</summary>
/// <param name="How">What a test does, or the name of the emulator's application.</param>
/// <param name="Try">How to see it in the demo, for a reader; null where the demo has no such thing.</param>
public sealed record IdentityFinding(string How, ProblemCode Code, string? Variant, string? Try)
{
    /// <summary>Where the check finds it; null for what gives no token.</summary>
    public CheckItemId? CheckItem { get; init; }
}

/// <summary>Every failure of an application: tests make each of them, and docs/problems.md lists them.</summary>
public static class IdentityFindings
{
    /// <summary>No token.</summary>
    public static IReadOnlyList<IdentityFinding> Tokens { get; } =
    [
        new("unknown application", IdentityUnknown, null, "an application with any other GUID as its ID"),
        new("unknown tenant", IdentityUnknown, "tenant", "an application with the tenant nowhere.example"),
        new("disabled", IdentityUnknown, "disabled", "the application \"A disabled application\""),
        new("wrong secret", IdentitySecretRefused, null, "an application with any other secret"),
        new("expired secret", IdentitySecretRefused, "expired", "the application \"An expired secret\""),
        new("other certificate", IdentityCertificateRefused, null, "an application with a certificate of your own"),
        new("other subject", IdentityAssertionRefused, null, "\"Build cluster\", with another token in `projected-token`"),
        new("expired assertion", IdentityAssertionRefused, null, null),
        new("no file", IdentityFileMissing, null, "\"Build cluster\", without `projected-token` in the demo's folder"),
        new("empty file", IdentityFileMissing, null, null),
        new("no managed identity", ManagedIdentityMissing, null, "\"Build machine\", after `PUT /_emulator/cloud/settings` with `{\"managedIdentity\": false}`"),
        new("other managed identity", ManagedIdentityMissing, null, null),
        new("not offered", IdentityNotOffered, null, null),
    ];

    /// <summary>A token, and not all rights in the organization.</summary>
    public static IReadOnlyList<IdentityFinding> Rights { get; } =
    [
        new("outsider", IdentityNotAdded, null, "the application \"Not added to the organization\"") { CheckItem = CheckItemId.Token },
        new("unlicensed", LicenseMissing, null, "the application \"No license for code\"") { CheckItem = CheckItemId.Git },
        new("reader", WebhooksNotAllowed, null, "the application \"No right to create webhooks\"") { CheckItem = CheckItemId.Webhooks },
    ];

    public static IEnumerable<IdentityFinding> All => Tokens.Concat(Rights);
}
