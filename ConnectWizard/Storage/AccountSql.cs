using ConnectWizard.Accounts;
using ConnectWizard.Connections;

namespace ConnectWizard.Storage;

internal static class AccountSql
{
    public const string Select = $"{SelectAll} WHERE id = @Id";

    public const string SelectOwned = $"{SelectAll} WHERE id = @Id AND owner = @Owner";

    public const string SelectOfOwner = $"{SelectAll} WHERE owner = @Owner ORDER BY signed_in_at DESC, id DESC";

    public const string SelectPerson = $"{SelectAll} WHERE workspace_id = @Workspace AND owner = @Owner AND profile_id = @ProfileId AND tenant = @Tenant";

    public const string SelectOfConnection =
        $"""
        {SelectAll} WHERE id = (
            SELECT credentials.account_id FROM connections JOIN credentials ON credentials.id = connections.credential_id
            WHERE connections.id = @Connection)
        """;

    public const string SelectTargets =
        """
        SELECT connections.target FROM connections JOIN credentials ON credentials.id = connections.credential_id WHERE credentials.account_id = @Id
        """;

    public const string Insert =
        """
        INSERT INTO accounts (id, workspace_id, owner, profile_id, name, login, tenant, protected, generation, renew_at, expires_at, signed_in_at, used_at)
        VALUES (@Id, @Workspace, @Owner, @ProfileId, @Name, @Login, @Tenant, @Protected, 1, @RenewAt, @ExpiresAt, @Now, @Now)
        """;

    public const string SignIn = "UPDATE accounts SET name = @Name, login = @Login, signed_in_at = @Now WHERE id = @Id";

    public const string Renew =
        """
        UPDATE accounts
        SET protected = @Protected, ended_by = NULL, generation = generation + 1, renew_at = @RenewAt, expires_at = @ExpiresAt, used_at = @Now,
            failures = 0, paused_until = NULL, failure = NULL
        WHERE id = @Id AND generation = @Generation
        """;

    public const string Pause =
        "UPDATE accounts SET failures = @Failures, paused_until = @Until, failure = @Failure WHERE id = @Id AND generation = @Generation";

    public const string Heal =
        $"UPDATE connections SET health = 'Unknown', last_problem = NULL WHERE last_problem = 'SignInAgain' AND credential_id IN ({CredentialsOf})";

    /// <summary>A connection moves to another account; all of the old account's do when that has no tokens any more.</summary>
    public const string Move =
        """
        UPDATE credentials SET account_id = @Id WHERE account_id = @Old AND id IN (
            SELECT credential_id FROM connections
            WHERE id = @Connection OR EXISTS (SELECT 1 FROM accounts WHERE accounts.id = @Old AND accounts.protected IS NULL))
        """;

    public const string Forget =
        "DELETE FROM accounts WHERE id = @Old AND owner = '' AND NOT EXISTS (SELECT 1 FROM credentials WHERE credentials.account_id = accounts.id)";

    public const string ListAuthorized =
        """
        SELECT o.name FROM account_organizations o JOIN accounts ON accounts.id = o.account_id
        WHERE o.account_id = @Id AND accounts.owner = @Owner ORDER BY o.organization
        """;

    private const string RememberAuthorized =
        """
        INSERT INTO account_organizations (account_id, organization, name) VALUES (@Id, @Organization, @Name)
        ON CONFLICT (account_id, organization) DO UPDATE SET name = excluded.name
        """;

    /// <summary>Accounts without connections that were not used for long, and those of nobody.</summary>
    public const string Sweep =
        """
        DELETE FROM accounts WHERE (used_at < @Before OR owner = '')
        AND NOT EXISTS (SELECT 1 FROM credentials WHERE credentials.account_id = accounts.id)
        """;

    private const string SelectAll =
        """
        SELECT id, workspace_id AS workspace, owner, profile_id, name, login, tenant, protected, ended_by, generation, renew_at, signed_in_at, expires_at,
               failures, paused_until, failure
        FROM accounts
        """;

    private const string CredentialsOf = "SELECT id FROM credentials WHERE account_id = @Id";

    private const string End =
        """
        UPDATE accounts SET protected = NULL, ended_by = @Reason, generation = generation + 1, owner = CASE WHEN @Reason = 'SignedOut' THEN '' ELSE owner END
        WHERE id = @Id AND generation = @Generation
        """;

    private const string Fail = $"UPDATE connections SET health = 'Failed', last_problem = 'SignInAgain' WHERE credential_id IN ({CredentialsOf})";

    public static Task<int> RememberAuthorizedAsync(this DbSession session, AccountId id, string organization) =>
        session.ExecuteAsync(RememberAuthorized, new { Id = id, Organization = organization.ToLowerInvariant(), Name = organization });

    /// <summary>Forgets the tokens of a generation; connections that live on them have failed.</summary>
    public static async Task EndAsync(this DbSession session, AccountId id, long generation, SignInResult reason)
    {
        var parameters = new { Id = id, Generation = generation, Reason = reason };
        if (await session.ExecuteAsync(End, parameters) == 1)
            await session.ExecuteAsync(Fail, parameters);
    }
}
