using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;

namespace ConnectWizard.Notifications;

/// <summary>Something of a connection that can break or end, and what was last notified about it.</summary>
public sealed record NotificationTopic
{
    public required ConnectionId Connection { get; init; }

    /// <summary><c>failed</c>, <c>warning</c>, <c>expiry</c> or <c>webhooks:{profile}</c>.</summary>
    public required string Topic { get; init; }

    /// <summary>It goes with the profile.</summary>
    public ProfileId? Profile { get; init; }

    /// <summary>The last notification was of trouble, not of its end.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>How bad it was then: lower is worse. <see cref="Well"/> when it was well.</summary>
    public required int Level { get; init; }

    /// <summary>The end that was told, of a credential.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>When trouble was last notified.</summary>
    public required DateTimeOffset NotifiedAt { get; init; }

    public const int Well = int.MaxValue;
}

/// <summary>How a topic is now.</summary>
/// <param name="Level">Null when it is well; otherwise the lower the worse.</param>
public sealed record TopicState(string Topic, int? Level, NotificationKind Trouble, NotificationKind Recovery)
{
    public ProblemCode? Problem { get; init; }

    /// <summary>When a credential ends.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public ProfileId? Profile { get; init; }
    public string? ProfileName { get; init; }
}

/// <summary>Compares how things are with what was notified. Pure.</summary>
internal static class NotificationPlan
{
    public const string Failed = "failed";
    public const string Warning = "warning";
    public const string Expiry = "expiry";

    /// <summary>About the same thing, not more than once in this time; its end is always notified.</summary>
    public static readonly TimeSpan MinInterval = TimeSpan.FromDays(1);

    /// <summary>How many days before its end a credential's owner is notified.</summary>
    private static readonly int[] ExpiryLevels = [1, 7, 14, CredentialExpiry.WarningDays];

    public static string Webhooks(ProfileId profile) => $"webhooks:{profile}";

    /// <summary>What is known about a connection now; a topic that isn't in it stays as it was.</summary>
    /// <param name="connection">Not one that is being deleted.</param>
    /// <param name="webhooks">Of its profiles, as far as they are broken or were.</param>
    public static IEnumerable<TopicState> StatesOf(Connection connection, IEnumerable<(BuildProfile Profile, WebhookSummary Summary)> webhooks, DateTimeOffset now)
    {
        if (connection.Health != ConnectionHealth.Unknown)
            yield return new TopicState(Failed, connection.Health == ConnectionHealth.Failed ? 0 : null, NotificationKind.ConnectionFailed, NotificationKind.ConnectionRecovered) { Problem = connection.LastProblem };

        // A connection that failed says nothing about the rest.
        if (connection.Health is ConnectionHealth.Good or ConnectionHealth.Warning)
            yield return new TopicState(Warning, IsWarning(connection.LastProblem) ? 0 : null, NotificationKind.ConnectionWarning, NotificationKind.ConnectionWarningEnded) { Problem = connection.LastProblem };

        var level = ExpiryLevelOf(connection, now);
        yield return new TopicState(Expiry, level, level == 0 ? NotificationKind.CredentialEnded : NotificationKind.CredentialEnding, NotificationKind.CredentialRenewed) { EndsAt = connection.Expiry?.EndsAt };

        // What is being repaired is neither broken nor well.
        foreach (var (profile, summary) in webhooks.Where(it => it.Summary.Health != WebhookHealth.Waiting))
        {
            yield return new TopicState(Webhooks(profile.Id), summary.Health == WebhookHealth.Broken ? 0 : null, NotificationKind.WebhooksBroken, NotificationKind.WebhooksRecovered)
            {
                Problem = summary.Problem?.Code,
                Profile = profile.Id,
                ProfileName = profile.Name,
            };
        }
    }

    /// <returns>Null when there is nothing to notify.</returns>
    public static (NotificationTopic Topic, NotificationKind Kind)? Compare(ConnectionId connection, TopicState state, NotificationTopic? known, DateTimeOffset now)
    {
        if (known is not null && HasRecovered(state, known))
            return (known with { IsOpen = false, Level = state.Level ?? NotificationTopic.Well, EndsAt = state.EndsAt }, state.Recovery);
        if (state.Level is not { } level)
            return null;
        var isDue = known switch
        {
            null => true,
            { IsOpen: true } => level < known.Level,
            _ => now >= known.NotifiedAt + MinInterval && (level < known.Level || state.EndsAt != known.EndsAt),
        };
        return isDue
            ? (new NotificationTopic { Connection = connection, Topic = state.Topic, Profile = state.Profile, IsOpen = true, Level = level, EndsAt = state.EndsAt, NotifiedAt = now }, state.Trouble)
            : null;
    }

    /// <summary>It is well again, or the end that was told has been put off, if only within the countdown.</summary>
    private static bool HasRecovered(TopicState state, NotificationTopic known) => state.Level is { } level
        ? level > 0 && known.Level < NotificationTopic.Well && known.EndsAt is { } told && state.EndsAt > told
        : known.IsOpen || known.Level < NotificationTopic.Well;

    /// <summary>Not what is as it was when the connection was made, such as an address without encryption.</summary>
    private static bool IsWarning(ProblemCode? problem) => problem is ProblemCode.TlsEndsSoon or ProblemCode.RepositoryUnknown or ProblemCode.RepositoryDisabled;

    /// <summary>0 once it has ended. What a sign-in is renewed by is put off by each use: only its end counts.</summary>
    private static int? ExpiryLevelOf(Connection connection, DateTimeOffset now)
    {
        if (connection.Expiry is not { } expiry)
            return null;
        if (expiry.HasEnded(now, zone: null))
            return 0;
        var left = expiry.DaysLeft(now, zone: null);
        return expiry.Source == ExpirySource.SignIn ? null : ExpiryLevels.Where(level => left <= level).Select(level => (int?)level).FirstOrDefault();
    }
}
