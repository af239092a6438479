using ConnectWizard.Connections;

namespace ConnectWizard.Storage;

/// <summary>The answers of a draft as JSON. Drafts outlive a version of the program: members may be missing, unknown ones are skipped.</summary>
internal sealed class DraftDocument
{
    public ProviderKind? Provider { get; init; }
    public ServerAnswers? Server { get; init; }
    public CloudAnswers? Cloud { get; init; }
    public ServerTarget? Target { get; init; }
    public CheckedFacts? Facts { get; init; }
    public bool CheckAccepted { get; init; }
    public RepositoryChoice? Repository { get; init; }
    public ReviewAnswers? Review { get; init; }

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

    public ConnectionDraft ApplyTo(ConnectionDraft draft) => draft with
    {
        Provider = Provider,
        Server = Server ?? new ServerAnswers(),
        Cloud = Cloud ?? new CloudAnswers(),
        Target = Target,
        Facts = Facts is null ? null : Facts with { Warnings = Facts.Warnings ?? [] },
        CheckAccepted = CheckAccepted,
        Repository = Repository,
        Review = Review,
    };
}
