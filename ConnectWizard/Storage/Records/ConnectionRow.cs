using ConnectWizard.Connections;

namespace ConnectWizard.Storage.Records;

/// <summary>A row of <c>connections</c>.</summary>
internal sealed class ConnectionRow
{
    public const string Columns =
        "id, workspace_id, name, scheme, host, port, virtual_directory, collection, binding, account_id, credential_id, "
        + "facts, health, last_problem, created_at, checked_at, provider";

    public required string Id { get; init; }

    public required string WorkspaceId { get; init; }

    public required string Name { get; init; }

    public required string Scheme { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string VirtualDirectory { get; init; }

    public required string Collection { get; init; }

    public required string Binding { get; init; }

    public required string AccountId { get; init; }

    public required string CredentialId { get; init; }

    public required string Facts { get; init; }

    public required string Health { get; init; }

    public string? LastProblem { get; init; }

    public required long CreatedAt { get; init; }

    public required long CheckedAt { get; init; }

    public required string Provider { get; init; }

    public static ConnectionRow Of(Connection connection) => new()
    {
        Id = connection.Id.Value.ToText(),
        WorkspaceId = connection.Workspace.Value.ToText(),
        Name = connection.Name,
        Scheme = connection.Target.Address.Scheme,
        Host = connection.Target.Address.Host,
        Port = connection.Target.Address.Port,
        VirtualDirectory = connection.Target.Address.VirtualDirectory,
        Collection = connection.Target.Collection,
        Binding = connection.Target.Binding,
        AccountId = connection.Facts.AccountId,
        CredentialId = connection.Credential.Value.ToText(),
        Facts = RecordJson.Write(connection.Facts),
        Health = connection.Health.ToString(),
        LastProblem = connection.LastProblem?.ToString(),
        CreatedAt = connection.CreatedAt.ToMilliseconds(),
        CheckedAt = connection.CheckedAt.ToMilliseconds(),
        Provider = connection.Target.Provider.ToString(),
    };

    public Connection ToConnection() => new()
    {
        Id = new ConnectionId(Guid.Parse(Id)),
        Workspace = new WorkspaceId(Guid.Parse(WorkspaceId)),
        Name = Name,
        Target = new ServerTarget(new ServerAddress(Scheme, Host, Port, VirtualDirectory), Collection) { Provider = Enum.Parse<ProviderKind>(Provider) },
        Credential = new CredentialId(Guid.Parse(CredentialId)),
        Facts = RecordJson.ReadFacts(Facts),
        Health = Enum.Parse<ConnectionHealth>(Health),
        LastProblem = LastProblem is null ? null : Enum.Parse<ProblemCode>(LastProblem),
        CreatedAt = ColumnValues.FromMilliseconds(CreatedAt),
        CheckedAt = ColumnValues.FromMilliseconds(CheckedAt),
    };
}
