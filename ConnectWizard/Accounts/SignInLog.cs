using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>What is reported about sign-ins. No code, no token, no state, and no words of somebody else's.</summary>
internal static partial class SignInLog
{
    [LoggerMessage(4001, LogLevel.Information, "Account {Account} signed in")]
    public static partial void SignedIn(ILogger logger, Guid account);

    public static void Failed(ILogger logger, Problem problem) => Failed(logger, ProblemCatalog.Name(problem.Code), problem.Arguments.GetValueOrDefault("number", "no number"));

    [LoggerMessage(4002, LogLevel.Information, "A sign-in failed: {Problem} ({Number})")]
    private static partial void Failed(ILogger logger, string problem, string number);

    [LoggerMessage(4003, LogLevel.Debug, "Renewed the tokens of account {Account}")]
    public static partial void Renewed(ILogger logger, Guid account);

    [LoggerMessage(4005, LogLevel.Information, "AzureDevOps:Cloud:Authority names Microsoft Entra without /v2.0; using {Authority}")]
    public static partial void VersionAdded(ILogger logger, string authority);

    [LoggerMessage(4004, LogLevel.Warning, "The tokens of account {Account} were not renewed: {Problem} ({Number})")]
    public static partial void NotRenewed(ILogger logger, Guid account, string problem, string? number);
}
