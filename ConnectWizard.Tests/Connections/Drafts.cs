namespace ConnectWizard.Connections;

/// <summary>Drafts as far as tests need them answered.</summary>
internal static class Drafts
{
    public static ServerTarget Target { get; } = new(new ServerAddress("https", "azure.example.com", 443, ""), "DefaultCollection");

    public static RepositoryChoice Repository { get; } = new(Guid.NewGuid(), "guidance", Guid.NewGuid(), "Lander", "main");

    public static ConnectionDraft Begun() => new()
    {
        Id = DraftId.New(),
        Workspace = WorkspaceId.Default,
        Owner = new OwnerId("owner"),
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        Provider = ProviderKind.Server,
    };

    /// <summary>As far as an accepted check.</summary>
    public static ConnectionDraft Checked() => Begun()
        .WithServer(new ServerAnswers { Name = "SpaceTech", Url = "https://azure.example.com", Collection = "DefaultCollection" })
        .WithTarget(Target)
        .WithCheck(CredentialId.New(), Facts()) with
    { CheckAccepted = true };

    public static CheckedFacts Facts(string account = "1") => new(
        account, "Ada Lovelace", "ada@example.com", "Azure DevOps Server 2022.1", "7.1", 3, WebhookRight.Allowed, [], DateTimeOffset.UnixEpoch);
}
