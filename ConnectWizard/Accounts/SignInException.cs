using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>Carries a problem through the framework's remote authentication, which knows exceptions only; its failure event makes a value of it.</summary>
internal sealed class SignInException(Problem problem) : Exception($"{ProblemCatalog.Name(problem.Code)}")
{
    public Problem Problem { get; } = problem;
}
