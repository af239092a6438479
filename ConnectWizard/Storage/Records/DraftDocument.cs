using ConnectWizard.Connections;

namespace ConnectWizard.Storage.Records;

/// <summary>
/// The answers of a draft as JSON. Drafts live longer than a version of the program, so members may be missing and unknown ones are
/// skipped. What is not an answer (owner, times, credential, profile) is in columns.
/// </summary>
internal sealed class DraftDocument
{
    public ProviderKind? Provider { get; set; }

    public ServerAnswers? Server { get; set; }

    public CloudAnswers? Cloud { get; set; }

    public ServerTarget? Target { get; set; }

    public CheckedFacts? Facts { get; set; }

    public bool CheckAccepted { get; set; }

    public RepositoryChoice? Repository { get; set; }

    public ReviewAnswers? Review { get; set; }

    public static DraftDocument Of(ConnectionDraft draft) => new()
    {
        Provider = draft.Provider,
        Server = draft.Server,
        Cloud = draft.Cloud,
        Target = draft.Target,
        Facts = draft.Facts,
        CheckAccepted = draft.CheckAccepted,
        Repository = draft.Repository,
        Review = draft.Review,
    };

    /// <summary>The draft with these answers.</summary>
    public ConnectionDraft ApiResponse(ConnectionDraft draft) => draft with
    {
        Provider = Provider,
        Server = Complete(Server ?? new ServerAnswers()),
        Cloud = Complete(Cloud ?? new CloudAnswers()),
        Target = Target,
        Facts = Facts is null ? null : RecordJson.Complete(Facts),
        CheckAccepted = CheckAccepted,
        Repository = Repository,
        Review = Review,
    };

    // Generated deserializers leave a missing init-only member null, whatever its initializer says.
    private static ServerAnswers Complete(ServerAnswers server) =>
        server with { Name = server.Name ?? "", Url = server.Url ?? "", Collection = server.Collection ?? "" };

    private static CloudAnswers Complete(CloudAnswers cloud) => cloud with { Organization = cloud.Organization ?? "" };
}
