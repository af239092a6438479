using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>What stored tokens mean without asking the provider. Pure.</summary>
internal static class StoredTokens
{
    /// <summary>
    /// What needs no provider: tokens that last or that somebody else has renewed, those that cannot be, and a pause in which nobody asks, when
    /// the access token serves to its very end.
    /// </summary>
    /// <returns>Null when the provider is to be asked.</returns>
    public static Result<EntraAccessToken>? Settled(AccountTokenSet stored, DateTimeOffset now)
    {
        if (stored.Access is { } access && now < stored.RenewAt)
            return access;
        if (stored.End is { } end)
            return Ended(stored, end);
        if (stored.IsSealed)
            return new Problem(ProblemCode.SignInAgain).With("login", stored.Login).With(ProblemText.Variant, ProblemText.Sealed);
        if (stored.Pause is { } pause && now < pause.Until)
            return Good(stored, now) is { } last ? last : PausedProblem(pause, now);
        return null;
    }

    /// <summary>The access token while it has not ended, due or not.</summary>
    public static EntraAccessToken? Good(AccountTokenSet stored, DateTimeOffset now) => now < stored.ExpiresAt ? stored.Access : null;

    /// <summary>The failure that a pause follows, with what is left of it.</summary>
    public static Problem PausedProblem(RenewalPause pause, DateTimeOffset now) => pause.Failure.ToProblem() with { RetryAfter = pause.Until - now };

    /// <summary>An account that has no tokens any more.</summary>
    public static Problem Ended(AccountTokenSet stored, SignInResult end)
    {
        var problem = new Problem(ProblemCode.SignInAgain).With("login", stored.Login);
        var variant = stored.Identity is null ? VariantOf(end) : ProblemText.Application;
        return variant is null ? problem : problem.With(ProblemText.Variant, variant);
    }

    private static string? VariantOf(SignInResult end) => end switch
    {
        SignInResult.Refused => null,
        SignInResult.Interaction => "interaction",
        SignInResult.SignedOut => "out",
    };
}
