using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>Carries a problem through the framework's authentication, which knows exceptions only; its failure event makes a value of it.</summary>
internal sealed class SignInException(Problem problem) : Exception($"{ProblemCatalog.Name(problem.Code)}")
{
    public Problem Problem { get; } = problem;

    /// <returns>The problem that an exception or one of its causes carries; null when none does.</returns>
    public static Problem? ProblemIn(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is SignInException known)
                return known.Problem;
        }

        return null;
    }
}
