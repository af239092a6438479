using Bunit;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Server;

public sealed class ServerStepTests : StepContext
{
    public ServerStepTests() => Services.AddSingleton(new SampleConnections());

    [Fact]
    public async Task A_pasted_address_fills_the_fields_and_is_stored_with_project_and_repository()
    {
        var step = await ShowAsync();
        await step.ChangeAsync("server-paste", "git clone https://s.example/tfs/Main/App/_git/Site");

        step.TextOf("paste-result").ShouldContain("Understood: server https://s.example/tfs, collection Main.");
        (Draft.Server.Url, Draft.Server.Collection, Draft.Server.PastedProject, Draft.Server.PastedRepository).ShouldBe(("https://s.example/tfs", "Main", "App", "Site"));
    }

    [Fact]
    public async Task When_the_token_ends_is_kept_with_the_draft_and_shown_again()
    {
        var step = await ShowAsync();
        await step.ChangeAsync("server-token-expiry", "60");
        var day = Draft.Server.TokenEndsOn.ShouldNotBeNull();
        (CredentialExpiry.OfDay(day).DaysLeft(DateTimeOffset.UtcNow, null) is 59 or 60).ShouldBeTrue();

        await step.ChangeAsync("server-name", "Werk 1");
        Draft.Server.TokenEndsOn.ShouldBe(day);

        (await ShowAsync()).Part("server-token-expiry-date").GetAttribute("value").ShouldBe($"{day:yyyy-MM-dd}");
    }

    [Fact]
    public async Task The_other_reading_of_an_address_is_taken_with_one_click_and_back()
    {
        var step = await ShowAsync();
        await step.ChangeAsync("server-paste", "https://s.example/Main/App/_git/Site");

        await step.ClickAsync("[data-testid=paste-other]");
        (Draft.Server.Url, Draft.Server.Collection, Draft.Server.PastedProject, Draft.Server.PastedRepository).ShouldBe(("https://s.example/Main", "App", "Site", "Site"));

        await step.ClickAsync("[data-testid=paste-other]");
        (Draft.Server.Url, Draft.Server.Collection, Draft.Server.PastedProject, Draft.Server.PastedRepository).ShouldBe(("https://s.example", "Main", "App", "Site"));
    }

    [Fact]
    public async Task A_later_paste_leaves_nothing_of_an_earlier_one()
    {
        var step = await ShowAsync();
        await step.ChangeAsync("server-paste", "https://s.example/tfs/Main/App/_git/Site");

        await step.ChangeAsync("server-paste", "https://other.example");
        (Draft.Server.Url, Draft.Server.Collection).ShouldBe(("https://other.example", ""));

        await step.ChangeAsync("server-paste", "https://dev.azure.com/spacetech");
        (Draft.Server.Url, Draft.Server.Collection).ShouldBe(("", ""));
    }

    [Fact]
    public async Task Each_address_of_a_text_is_offered()
    {
        var step = await ShowAsync();
        await step.ChangeAsync("server-paste", "Old: https://old.example/tfs/Main New: https://new.example/tfs/Main/App/_git/Site");
        step.Part("paste-other").TextContent.Trim().ShouldBe("It is server https://new.example/tfs, collection Main, project App, repository Site");

        await step.ClickAsync("[data-testid=paste-other]");

        (Draft.Server.Url, Draft.Server.PastedRepository).ShouldBe(("https://new.example/tfs", "Site"));
    }

    [Fact]
    public async Task An_address_of_the_cloud_leads_there_and_keeps_what_it_names()
    {
        var step = await ShowAsync();
        await step.ChangeAsync("server-paste", "https://dev.azure.com/spacetech/Mission%20Control/_git/telemetry");
        step.TextOf("paste-result").ShouldContain("Project: Mission Control, repository: telemetry.");
        step.Part("server-url").GetAttribute("value").ShouldBe("https://azure.spacetech.example");

        await step.ClickAsync("[data-testid=paste-services]");

        (Draft.Provider, Draft.Server.PastedOrganization, Draft.Server.PastedProject, Draft.Server.PastedRepository).ShouldBe((ProviderKind.Services, "spacetech", "Mission Control", "telemetry"));
        Answers.ShouldBe(1);
    }

    [Theory]
    [InlineData("https://github.com/contoso/site", "This is a GitHub address.")]
    [InlineData("https://protect-eu.mimecast.com/s/AbCdEf", "protect-eu.mimecast.com only forwards to another address.")]
    [InlineData("https://eu.safelinks.protection.outlook.com/?url=https%3A%2F%2Fs.example%2FMain", "The address was taken out of a link of eu.safelinks.protection.outlook.com.")]
    public async Task An_address_of_something_else_is_named(string pasted, string words)
    {
        var step = await ShowAsync();
        await step.ChangeAsync("server-paste", pasted);

        step.TextOf("paste-result").ShouldContain(words);
        step.Part("server-url").GetAttribute("value")!.ShouldNotContain(new Uri(pasted).Host);
    }

    [Theory]
    [InlineData("server-name", "Typ", "Typ", "https://azure.spacetech.example", false)]
    [InlineData("server-url", "https://ada:secret@half.exam", "SpaceTech", "https://half.exam", false)]
    [InlineData("server-token", "", "SpaceTech", "https://azure.spacetech.example", true)]
    public async Task What_is_typed_in_the_focused_field_is_stored_after_a_pause_without_being_judged(string field, string text, string name, string url, bool isToken)
    {
        var step = await ShowAsync<ServerStep>(draft => draft with { Target = null, Credential = null, Facts = null });

        await step.Part(field).Closest("[data-saves]")!.TriggerEventAsync("ontypingpause", new TypingPauseEventArgs { Value = text });

        (Draft.Server.Name, Draft.Server.Url, Draft.Server.HasTypedToken).ShouldBe((name, url, isToken));
        step.Markup.ShouldNotContain("field-error");
        if (!isToken)
            (step.Part(field).GetAttribute("value") == text).ShouldBeFalse();
    }

    [Fact]
    public async Task Half_of_another_address_does_not_drop_the_checked_one()
    {
        var step = await ShowAsync();

        await step.Part("server-url").Closest("[data-saves]")!.TriggerEventAsync("ontypingpause", new TypingPauseEventArgs { Value = "https://azure.spacetech.exampl" });

        Draft.Credential.ShouldNotBeNull();
        Draft.Server.Url.ShouldBe("https://azure.spacetech.example");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_that_went_with_the_page_is_said_to_be_needed_again(bool isTyped)
    {
        var step = await ShowAsync<ServerStep>(draft => draft with { Target = null, Credential = null, Server = draft.Server with { HasTypedToken = isTyped } });

        step.Has("token-forgotten").ShouldBe(isTyped);
    }

    private Task<IRenderedComponent<ServerStep>> ShowAsync() => ShowAsync<ServerStep>();
}
