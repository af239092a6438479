using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks;

/// <summary>
/// What a person and a token may do about webhooks, asked and never tried: of the permission query, which speaks of the person whatever the
/// token's scopes are, and, for a person who may, of the list of subscriptions, which tells whether the token may speak of them at all. Whether
/// anybody's token may matters to nobody who may not. The check, the review and the administrator's link judge by it.
/// </summary>
/// <param name="Person">Whether the account holds <i>Edit Subscriptions</i>, for each project that was asked about.</param>
/// <param name="TokenLacks"><see cref="ProblemCode.ScopeMissing"/> where the token is what stands in the way.</param>
public sealed record WebhookPermissionCheck(IReadOnlyDictionary<Guid, bool> Person, Problem? TokenLacks)
{
    /// <summary>Whether the person may in any of the projects.</summary>
    public bool IsPersonAllowed => Person.Values.Any(may => may);

    /// <summary>Asks for some projects.</summary>
    /// <returns>What may be done, or why it could not be found out.</returns>
    public static async Task<Result<WebhookPermissionCheck>> AskAsync(
        IAzureDevOpsGateway gateway,
        IServiceHooksGateway hooks,
        ServerTarget target,
        Secret token,
        IReadOnlyList<Guid> projects,
        CancellationToken cancellationToken)
    {
        var person = await gateway.AskWebhookRightAsync(target, token, projects, cancellationToken);
        if (!person.Succeeded)
            return person.Problem;
        var asked = new WebhookPermissionCheck(person.Value, null);
        if (!asked.IsPersonAllowed)
            return asked;
        var allowed = await hooks.AskTokenAsync(target, token, cancellationToken);
        return allowed.Problem switch
        {
            null => asked,
            { Code: ProblemCode.ScopeMissing } lacks => asked with { TokenLacks = lacks },
            { } problem => problem,
        };
    }

    /// <summary>What that means for one project.</summary>
    public WebhookPermission Of(Guid project) => (Person.TryGetValue(project, out var may), may) switch
    {
        (false, _) => WebhookPermission.Unknown,
        (true, false) => WebhookPermission.Administrator,
        (true, true) => TokenLacks is null ? WebhookPermission.You : WebhookPermission.No,
    };
}

/// <summary>Who creates the webhooks of a project.</summary>
public enum WebhookPermission
{
    /// <summary>Could not be found out.</summary>
    Unknown,

    /// <summary>The person may, and the token may.</summary>
    You,

    /// <summary>The person may not: somebody who administers the project can.</summary>
    Administrator,

    /// <summary>The person may, but not with this token.</summary>
    No,
}
