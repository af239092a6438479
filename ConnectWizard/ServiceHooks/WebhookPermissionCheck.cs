using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks;

/// <summary>The permission query speaks of the person, whatever the token's scopes are; reading the list of subscriptions tells whether the token may.</summary>
/// <param name="Person">Whether the account holds <i>Edit Subscriptions</i>, for each project.</param>
/// <param name="TokenLacks"><see cref="ProblemCode.ScopeMissing"/> where the token is what stands in the way.</param>
public sealed record WebhookPermissionCheck(IReadOnlyDictionary<Guid, bool> Person, Problem? TokenLacks)
{
    public bool IsPersonAllowed => Person.Values.Any(may => may);

    public static async Task<Result<WebhookPermissionCheck>> AskAsync(
        IServiceHooksGateway hooks, ServerTarget target, Secret token, IReadOnlyList<Guid> projects, CancellationToken cancellationToken)
    {
        var person = await hooks.AskPermissionAsync(target, token, HookPermission.Edit, projects, cancellationToken);
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

    public WebhookPermission Of(Guid project) => (Person.TryGetValue(project, out var may), may) switch
    {
        (false, _) => WebhookPermission.Unknown,
        (true, false) => WebhookPermission.Administrator,
        (true, true) => TokenLacks is null ? WebhookPermission.You : WebhookPermission.No,
    };
}

public enum WebhookPermission
{
    Unknown,
    You,

    /// <summary>The person may not: somebody who administers the project can.</summary>
    Administrator,

    /// <summary>The person may, but not with this token.</summary>
    No,
}
