using System.Diagnostics.CodeAnalysis;

namespace ConnectWizard.Connections;

/// <summary>128 random bits as 22 base64url characters, so that a draft's address can't be guessed.</summary>
public readonly record struct DraftId(string Value)
{
    private const int Size = 16;

    public static DraftId New() => new(OpaqueToken.Create(Size));

    public static bool TryParse([NotNullWhen(true)] string? text, out DraftId id)
    {
        id = new DraftId(text ?? "");
        return OpaqueToken.IsValid(text, Size);
    }

    public override string ToString() => Value;
}

/// <summary>A hash of the browser's cookie, never the cookie.</summary>
public readonly record struct OwnerId(string Value)
{
    public override string ToString() => Value;
}

public readonly record struct CredentialId(Guid Value)
{
    public static CredentialId New() => new(Guid.CreateVersion7());
}

public readonly record struct ConnectionId(Guid Value)
{
    public static ConnectionId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString("D");
}

public readonly record struct WorkspaceId(Guid Value)
{
    public static WorkspaceId Default { get; } = new(new Guid("00000000-0000-0000-0000-000000000001"));
}

/// <summary>Who acts, and in which workspace: today the browser, which owns its drafts and its signed-in accounts.</summary>
public sealed record Actor(OwnerId Owner, WorkspaceId Workspace)
{
    private const int BrowserLength = 8;

    /// <summary>The IP address that its connection came from; null where that is not known.</summary>
    public string? Address { get; init; }

    /// <summary>Enough of the cookie's hash to tell browsers apart.</summary>
    public string? Browser => Owner.Value is { Length: > BrowserLength } owner ? owner[..BrowserLength] : Owner.Value;
}
