namespace ConnectWizard.Connections;

/// <summary>The problem of a connection's last check, from its code and what is known of the connection; the evidence of a check isn't stored.</summary>
public static class StoredProblem
{
    public static Problem Of(Connection connection, ProblemCode code)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var (target, facts) = (connection.Target, connection.Facts);
        var problem = new Problem(code)
            .With("host", target.Address.Host)
            .With("address", target.Address.BaseUrl)
            .With("server", target.Address.BaseUrl)
            .With("url", target.Url.AbsoluteUri)
            .With("collection", target.Collection)
            .With("account", facts.AccountName)
            .With("login", facts.AccountLogin ?? facts.AccountName);
        if (target.Provider != ProviderKind.Services)
            return problem;
        var isApplication = connection.CredentialType is not (CredentialType.Token or CredentialType.Person);
        return code == ProblemCode.SignInUnreachable
            ? problem.With("host", "Microsoft Entra").With(ProblemText.Variant, ProblemText.Renewal)
            : code == ProblemCode.OrganizationUnknown ? problem.With("organization", target.Collection).With(ProblemText.Variant, ProblemText.Stored)
            : problem.With("organization", target.Collection).With(ProblemText.Variant, isApplication && IsToldToApplication(code) ? ProblemText.Application : ProblemText.Services);
    }

    private static bool IsToldToApplication(ProblemCode code) => code is ProblemCode.SignInAgain or ProblemCode.OrganizationRefused or ProblemCode.OrganizationOtherTenant;
}
