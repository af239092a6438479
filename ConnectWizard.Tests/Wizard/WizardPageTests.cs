using System.Reflection;
using Bunit;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard;

public sealed class WizardPageTests : StepContext
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task An_answer_that_another_tab_took_away_moves_the_page_to_the_step_that_is_due()
    {
        var page = Show(WizardStep.Repository);
        await page.InvokeAsync(() => State.ChangeAsync(draft => draft.WithNewToken(), Xunit.TestContext.Current.CancellationToken));
        Navigation.Uri.ShouldEndWith(WizardRoute.Url(Draft.Id, WizardStep.Server));
    }

    [Fact]
    public async Task A_page_that_was_left_no_longer_follows_the_draft()
    {
        var page = Show(WizardStep.Repository);
        var address = Navigation.Uri;
        await DisposeComponentsAsync();
        await page.InvokeAsync(() => State.ChangeAsync(draft => draft.WithNewToken(), Xunit.TestContext.Current.CancellationToken));
        Navigation.Uri.ShouldBe(address);
    }

    [Fact]
    public void Steps_call_no_store_and_no_gateway()
    {
        var injected =
            from component in typeof(WizardPage).Assembly.GetTypes()
            where component.IsSubclassOf(typeof(ComponentBase)) && component.Namespace!.StartsWith(typeof(WizardPage).Namespace!, StringComparison.Ordinal)
            from property in component.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            where property.IsDefined(typeof(InjectAttribute))
            select $"{component.Name}: {property.PropertyType.Name}";
        injected.ShouldContain(name => name == $"{nameof(WizardPage)}: {nameof(ConnectionState)}");
        injected.Where(name => name.EndsWith("Store", StringComparison.Ordinal) || name.EndsWith("Gateway", StringComparison.Ordinal)
            || name.EndsWith("Accounts", StringComparison.Ordinal) || name.EndsWith("Tokens", StringComparison.Ordinal) || name.EndsWith("Catalog", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private IRenderedComponent<WizardPage> Show(WizardStep step)
    {
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        Navigation.NavigateTo(WizardRoute.Url(Draft.Id, step));
        return Render<WizardPage>(parameters => parameters.Add(page => page.DraftText, Draft.Id.ToString()).Add(page => page.StepText, step.Segment()));
    }
}
