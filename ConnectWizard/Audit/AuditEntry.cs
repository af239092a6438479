using System.Text.Json.Serialization;
using ConnectWizard.Connections;

namespace ConnectWizard.Audit;

/// <summary>An entry as it is stored. Texts, whatever they say: one that was changed in the database must be shown and not verify.</summary>
public sealed record AuditEntry
{
    public long Chain { get; init; }
    public long Sequence { get; init; }

    /// <summary>In milliseconds since 1970-01-01 UTC.</summary>
    [JsonConverter(typeof(AuditTimeConverter))]
    public long At { get; init; }

    public string Workspace { get; init; } = "";
    public string Action { get; init; } = "";
    public string? Browser { get; init; }
    public string? Account { get; init; }
    public string? Address { get; init; }
    public string? ConnectionId { get; init; }
    public string? Connection { get; init; }
    public string? ProfileId { get; init; }
    public string? Profile { get; init; }
    public string? Problem { get; init; }
    public string? Detail { get; init; }

    /// <summary>Covers all of the above and the MAC of the entry before it.</summary>
    public string Mac { get; init; } = "";

    /// <summary>For pages: a time that no calendar has is shown as its beginning.</summary>
    [JsonIgnore]
    public DateTimeOffset Time => AuditTimeConverter.TryRead(At) ?? DateTimeOffset.UnixEpoch;

    public static AuditEntry Of(AuditEvent happened, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return new AuditEntry
        {
            At = now.ToUnixTimeMilliseconds(),
            Workspace = happened.Workspace.Value.ToString("D"),
            Action = happened.Action.ToString(),
            Browser = DisplayText.OneLine(happened.By?.Browser),
            Account = DisplayText.OneLine(happened.Account),
            Address = DisplayText.OneLine(happened.By?.Address),
            ConnectionId = happened.Connection?.ToString(),
            Connection = DisplayText.OneLine(happened.ConnectionName),
            ProfileId = happened.Profile?.ToString("D"),
            Profile = DisplayText.OneLine(happened.ProfileName),
            Problem = happened.Problem is { } problem ? ProblemCatalog.Name(problem) : null,
            Detail = DisplayText.OneLine(happened.Detail),
        };
    }
}

/// <summary>Which entries a page shows.</summary>
/// <param name="Text">Part of a name, an address, or a detail; empty for all.</param>
/// <param name="Before">Only entries with a lower number; null for the newest.</param>
/// <param name="Without">What is left out; null for nothing.</param>
public sealed record AuditFilter(ConnectionId? Connection = null, AuditAction? Action = null, string Text = "", long? Before = null, AuditAction? Without = null);

public interface IAuditStore
{
    /// <summary>The newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> ListAsync(WorkspaceId workspace, AuditFilter filter, int limit, CancellationToken cancellationToken);

    /// <summary>The oldest first.</summary>
    Task<IReadOnlyList<AuditChain>> ListChainsAsync(CancellationToken cancellationToken);

    /// <summary>What follows an entry of a chain, in order.</summary>
    Task<IReadOnlyList<AuditEntry>> ReadAsync(long chain, long after, int limit, CancellationToken cancellationToken);

    /// <returns>Null when it is missing, or can't be opened with the key ring.</returns>
    Task<AuditKey?> FindKeyAsync(long chain, CancellationToken cancellationToken);
}
