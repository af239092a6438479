using ConnectWizard.Accounts;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>Tries a new credential, shows what would work with it, and has the connection use it at a press.</summary>
public sealed partial class CredentialTrial
{
    private Problem? _problem;

    [Parameter]
    [EditorRequired]
    public required Connection Connection { get; set; }

    /// <summary>The connection uses it now.</summary>
    [Parameter]
    public EventCallback<DryRunResult> Applied { get; set; }

    /// <summary>Another one is to be tried.</summary>
    [Parameter]
    public EventCallback Cleared { get; set; }

    /// <summary>The connection keeps what it has.</summary>
    [Parameter]
    public EventCallback Canceled { get; set; }

    /// <summary>The connection or the account was changed or deleted elsewhere, which is shown.</summary>
    [Parameter]
    public EventCallback Failed { get; set; }

    /// <summary>It was the connection.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>More that can be done after a trial.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    public DryRunResult? Result { get; private set; }

    public bool IsTrying => IsBusy && Result is null;

    /// <returns>Null where something was changed elsewhere, which is shown.</returns>
    public async Task<DryRunResult?> RunAsync(Func<Task<CheckSubject>> subject)
    {
        Clear();
        await WhileBusyAsync(async () =>
        {
            StateHasChanged();
            var asked = (await subject()) with { Browser = await Browser.GetOwnerAsync(CancellationToken) };
            var tried = await DryRun.RunAsync(Connection, asked, CancellationToken);
            Result = tried.Value;
            await TellAsync(tried.Problem);
        });
        StateHasChanged();
        return Result;
    }

    public void Clear() => (Result, _problem) = (null, null);

    private Task ApplyAsync() => WhileBusyAsync(async () =>
    {
        if (Result is not { CanApply: true } result)
            return;
        var applied = await DryRun.ApplyAsync(Connection, result, await Browser.GetActorAsync(CancellationToken), CancellationToken);
        if (!applied.Succeeded)
        {
            Result = null;
            await TellAsync(applied.Problem);
            return;
        }

        if (result.Subject.Account is { } account)
            await Accounts.RememberAuthorizedAsync(account.Id, result.Target.Collection, result.Check.Facts!.AccountName, CancellationToken);
        Webhooks.RequestSync();
        Polling.Resume(Connection.Id);
        await Applied.InvokeAsync(result);
    });

    private Task AnotherAsync()
    {
        Clear();
        return Cleared.InvokeAsync();
    }

    private async Task TellAsync(Problem? problem)
    {
        _problem = problem;
        if (problem is null)
            return;
        await Failed.InvokeAsync();
        if (problem.Code == ProblemCode.ConnectionChanged)
            await Changed.InvokeAsync();
    }
}
