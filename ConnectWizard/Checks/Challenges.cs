using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>What a server's challenges to a stranger say about personal access tokens.</summary>
internal static class Challenges
{
    /// <summary>What they say against tokens: IIS takes Basic for itself, or only Windows sign-in is offered.</summary>
    public static Problem? FindTrouble(ServerProbe greeting)
    {
        var schemes = string.Join(", ", greeting.Schemes);
        var offersBasic = greeting.Schemes.Contains("Basic", StringComparer.OrdinalIgnoreCase);
        if (offersBasic && greeting.BasicRealm is { } realm && !Uri.TryCreate(realm, UriKind.Absolute, out _))
            return new Problem(ProblemCode.BasicShadowed).Seen(new Evidence("Basic realm", realm));

        return !offersBasic && greeting.Schemes.Count > 0 && !greeting.Schemes.Contains("Bearer", StringComparer.OrdinalIgnoreCase)
            ? new Problem(ProblemCode.WindowsOnly).With("schemes", schemes).Seen(new Evidence("Offered", schemes))
            : null;
    }
}
