
namespace ConnectWizard.Connections;

/// <summary>
/// The answers of the wizard as changes to a draft. A changed answer drops just what was answered on the strength of it; an answer that
/// stays the same drops nothing.
/// </summary>
public static class DraftAnswers
{
    /// <summary>Another provider starts over; the name and what was typed for a server are kept, in case the person comes back.</summary>
    public static ConnectionDraft WithProvider(this ConnectionDraft draft, ProviderKind provider) =>
        draft.Provider == provider ? draft : draft.WithoutTarget() with { Provider = provider };

    /// <summary>The server form as typed. The name may change at any time; another URL or collection asks for the token and the check again.</summary>
    public static ConnectionDraft WithServer(this ConnectionDraft draft, ServerAnswers answers)
    {
        var sameTarget = draft.Server.Url == answers.Url && draft.Server.Collection == answers.Collection;
        return (sameTarget ? draft : draft.WithoutTarget()) with { Server = answers };
    }

    /// <summary>An account signed in or was chosen. Another one may see other organizations, so the choice among them is dropped.</summary>
    public static ConnectionDraft WithAccount(this ConnectionDraft draft, AccountId account) =>
        draft.Cloud is { WithToken: false } && draft.Cloud.Account == account
            ? draft with { Cloud = draft.Cloud with { Failure = null } }
            : draft.WithoutTarget() with { Cloud = new CloudAnswers { Account = account } };

    /// <summary>The account signed out: what was answered on the strength of it goes with it.</summary>
    public static ConnectionDraft WithoutAccount(this ConnectionDraft draft) =>
        draft.WithoutTarget() with { Cloud = new CloudAnswers { Organization = draft.Cloud.Organization } };

    /// <summary>A personal access token takes the place of an account.</summary>
    public static ConnectionDraft WithCloudToken(this ConnectionDraft draft) =>
        draft.Cloud.WithToken ? draft with { Cloud = draft.Cloud with { Failure = null } } : draft.WithoutTarget() with { Cloud = new CloudAnswers { WithToken = true, Organization = draft.Cloud.Organization } };

    /// <summary>An organization was chosen or named.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="organization">The target that its name stands for.</param>
    /// <param name="name">The connection's name as typed: nothing, or the name of the organization chosen before, becomes this organization's.</param>
    public static ConnectionDraft WithOrganization(this ConnectionDraft draft, ServerTarget organization, string name)
    {
        var isUnnamed = name.Trim().Length == 0 || name.Trim() == draft.Cloud.Organization;
        return draft.WithTarget(organization) with
        {
            Cloud = draft.Cloud with { Organization = organization.Collection },
            Server = draft.Server with { Name = isUnnamed ? organization.Collection : name.Trim() },
        };
    }

    /// <summary>An address was pasted: the picker prefers its project and repository. Another organization forgets them.</summary>
    public static ConnectionDraft WithPasted(this ConnectionDraft draft, string? organization, string? project, string? repository)
    {
        var isKnown = project is null && repository is null && string.Equals(draft.Server.PastedOrganization, organization, StringComparison.OrdinalIgnoreCase);
        return isKnown
            ? draft
            : draft with { Server = draft.Server with { PastedOrganization = organization, PastedProject = project, PastedRepository = repository } };
    }

    /// <summary>A sign-in failed: who was signed in before, and what was answered on the strength of it, stays.</summary>
    public static ConnectionDraft WithSignInFailure(this ConnectionDraft draft, SignInFailure failure) =>
        draft with { Cloud = draft.Cloud with { Failure = failure } };

    /// <summary>The form was submitted and is valid. A target that differs from the one before drops its credential and what follows.</summary>
    public static ConnectionDraft WithTarget(this ConnectionDraft draft, ServerTarget target) =>
        draft.Target?.Binding == target.Binding ? draft with { Target = target } : draft.WithoutTarget() with { Target = target };

    /// <summary>A token was entered: the check is due again. The facts stay until then, for they tell whether it is another account's.</summary>
    public static ConnectionDraft WithNewToken(this ConnectionDraft draft) => draft with { Credential = null, CheckAccepted = false };

    /// <summary>A check passed with this credential. Another account's repositories may be others, so the choice is dropped then.</summary>
    public static ConnectionDraft WithCheck(this ConnectionDraft draft, CredentialId credential, CheckedFacts facts)
    {
        var sameAccount = draft.Facts is null || draft.Facts.AccountId == facts.AccountId;
        return (sameAccount ? draft : draft with { Repository = null, Review = null }) with { Credential = credential, Facts = facts };
    }

    /// <summary>Another repository drops the review, whose name and branch were suggested by the one before.</summary>
    public static ConnectionDraft WithRepository(this ConnectionDraft draft, RepositoryChoice repository) =>
        draft.Repository?.Id == repository.Id ? draft with { Repository = repository } : draft with { Repository = repository, Review = null };

    private static ConnectionDraft WithoutTarget(this ConnectionDraft draft) =>
        draft with { Target = null, Credential = null, Facts = null, CheckAccepted = false, Repository = null, Review = null };
}
