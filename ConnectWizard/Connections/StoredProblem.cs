using System.Text.Json;

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

    /// <summary>What its text says, for a row of history: names change later. Bounded in length.</summary>
    public static string ArgumentsOf(Connection connection, ProblemCode code) =>
        JsonSerializer.Serialize(
            Of(connection, code).Arguments.ToDictionary(argument => argument.Key, argument => DisplayText.Clip(argument.Value, DisplayText.MaxLength), StringComparer.Ordinal));

    /// <summary>As it was said then.</summary>
    /// <param name="arguments">As of <see cref="ArgumentsOf"/>; null: as it would be said now.</param>
    public static Problem Read(Connection connection, ProblemCode code, string? arguments) => arguments is null
        ? Of(connection, code)
        : new Problem(code) { Arguments = JsonSerializer.Deserialize<Dictionary<string, string>>(arguments)! };

    private static bool IsToldToApplication(ProblemCode code) => code is ProblemCode.SignInAgain or ProblemCode.OrganizationRefused or ProblemCode.OrganizationOtherTenant;
}
