
namespace ConnectWizard.Connections;

/// <summary>The answers of the wizard as changes to a draft. A changed answer drops only what depends on it.</summary>
public static class DraftAnswers
{
    /// <summary>Starts over; the name and what was typed for a server stay, in case the person comes back.</summary>
    public static ConnectionDraft WithProvider(this ConnectionDraft draft, ProviderKind provider) =>
        draft.Provider == provider ? draft : draft.WithoutTarget() with { Provider = provider, Server = draft.Server with { HasTypedToken = false, TokenEndsOn = null } };

    /// <summary>Another URL or collection asks for the token again; the name may change at any time.</summary>
    public static ConnectionDraft WithServer(this ConnectionDraft draft, ServerAnswers answers)
    {
        var sameTarget = draft.Server.Url == answers.Url && draft.Server.Collection == answers.Collection;
        return (sameTarget ? draft : draft.WithoutTarget()) with { Server = answers };
    }

    /// <summary>Another account may see other organizations, so the choice among them is dropped.</summary>
    public static ConnectionDraft WithAccount(this ConnectionDraft draft, AccountId account) =>
        draft.Cloud is { WithToken: false } && draft.Cloud.Account == account
            ? draft with { Cloud = draft.Cloud with { Failure = null } }
            : draft.WithoutTarget() with { Cloud = new CloudAnswers { Account = account } };

    public static ConnectionDraft WithoutAccount(this ConnectionDraft draft) =>
        draft.WithoutTarget() with { Cloud = new CloudAnswers { Organization = draft.Cloud.Organization } };

    public static ConnectionDraft WithCloudToken(this ConnectionDraft draft) =>
        draft.Cloud.WithToken ? draft with { Cloud = draft.Cloud with { Failure = null } } : draft.WithoutTarget() with { Cloud = new CloudAnswers { WithToken = true, Organization = draft.Cloud.Organization } };

    /// <param name="name">As typed: nothing, or the name of the organization chosen before, is replaced.</param>
    public static ConnectionDraft WithOrganization(this ConnectionDraft draft, ServerTarget organization, string name)
    {
        var isUnnamed = name.Trim().Length == 0 || name.Trim() == draft.Cloud.Organization;
        return draft.WithTarget(organization) with
        {
            Cloud = draft.Cloud with { Organization = organization.Collection },
            Server = draft.Server with { Name = isUnnamed ? organization.Collection : name.Trim() },
        };
    }

    /// <summary>The picker prefers the pasted project and repository. Another organization forgets them.</summary>
    public static ConnectionDraft WithPasted(this ConnectionDraft draft, string? organization, string? project, string? repository)
    {
        var isKnown = project is null && repository is null && string.Equals(draft.Server.PastedOrganization, organization, StringComparison.OrdinalIgnoreCase);
        return isKnown
            ? draft
            : draft with { Server = draft.Server with { PastedOrganization = organization, PastedProject = project, PastedRepository = repository } };
    }

    public static ConnectionDraft WithSignInFailure(this ConnectionDraft draft, SignInFailure failure) =>
        draft with { Cloud = draft.Cloud with { Failure = failure } };

    /// <summary>A target that differs from the one before drops its credential and what followed.</summary>
    public static ConnectionDraft WithTarget(this ConnectionDraft draft, ServerTarget target) =>
        draft.Target?.Binding == target.Binding ? draft with { Target = target } : draft.WithoutTarget() with { Target = target };

    public static ConnectionDraft WithTokenEnd(this ConnectionDraft draft, DateOnly? day) => draft with { Server = draft.Server with { TokenEndsOn = day } };

    /// <summary>The check is due again. The facts stay until then, to recognize another account.</summary>
    public static ConnectionDraft WithNewToken(this ConnectionDraft draft) => draft with { Credential = null, CheckAccepted = false };

    /// <summary>Another account's repositories may differ, so the choice is dropped.</summary>
    public static ConnectionDraft WithCheck(this ConnectionDraft draft, CredentialId credential, CheckedFacts facts)
    {
        var sameAccount = draft.Facts is null || draft.Facts.AccountId == facts.AccountId;
        return (sameAccount ? draft : draft with { Repository = null, Review = null }) with { Credential = credential, Facts = facts };
    }

    public static ConnectionDraft WithRepository(this ConnectionDraft draft, RepositoryChoice repository) =>
        draft.Repository?.Id == repository.Id ? draft with { Repository = repository } : draft with { Repository = repository, Review = null };

    private static ConnectionDraft WithoutTarget(this ConnectionDraft draft) =>
        draft with { Target = null, Credential = null, Facts = null, CheckAccepted = false, Repository = null, Review = null };
}
