using Bunit;
using ConnectWizard.Connections.Forms;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Shouldly;
using Xunit;

namespace ConnectWizard.Components;

/// <summary>Fields in MudBlazor's look: messages are ours, belong to the input, and come when the field is left.</summary>
public sealed class FormPartsTests : BunitContext
{
    private readonly ServerForm _form = new();
    private readonly EditContext _context;

    public FormPartsTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices().AddLogging().AddScoped<PageScript>();
        _context = new EditContext(_form);
        Render<FluentValidator<ServerForm>>(parameters => parameters.AddCascadingValue(_context).Add(validator => validator.Validator, new ServerFormValidator()));
    }

    [Fact]
    public async Task A_text_field_that_is_left_empty_says_so_and_its_message_belongs_to_the_input()
    {
        var field = ShowText();
        field.FindAll("[data-testid=field-error-name]").ShouldBeEmpty();

        await field.Find("input").BlurAsync(new());
        field.FindAll("[data-testid=field-error-name]").ShouldBeEmpty("it was passed through");
        foreach (var text in (string[])["Main", ""])
            await field.Find("input").ChangeAsync(text);
        await field.Find("input").BlurAsync(new());

        field.Find("[data-testid=field-error-name]").TextContent.ShouldNotBeEmpty();
        var input = field.Find("input[data-testid=server-name]");
        input.GetAttribute("aria-invalid").ShouldBe("true");
        input.GetAttribute("aria-describedby")!.Split(" ").ShouldContain(field.Find("[data-testid=field-error-name]").Id!, StringComparer.Ordinal);
        field.Find("label").GetAttribute("for").ShouldBe(input.Id);
    }

    [Fact]
    public async Task A_text_field_takes_what_is_typed()
    {
        await ShowText().Find("input").ChangeAsync("Main");

        _form.Name.ShouldBe("Main");
    }

    [Fact]
    public async Task A_secret_is_taken_and_is_in_no_markup()
    {
        var field = Render<SecretField>(parameters => parameters.AddCascadingValue(_context)
            .Add(shown => shown.Id, "token").Add(shown => shown.Property, nameof(ServerForm.Token)).Add(shown => shown.Label, "Token")
            .Add(shown => shown.Entered, secret => _form.Token = secret));

        await field.Find("input").ChangeAsync("s3cret-value");
        await field.Find("input").BlurAsync(new());

        _form.Token.ShouldBe("s3cret-value");
        field.Markup.ShouldNotContain("s3cret-value");
    }

    private IRenderedComponent<TextField> ShowText() => Render<TextField>(parameters => parameters.AddCascadingValue(_context)
        .Add(field => field.Id, "name").Add(field => field.Label, "Connection name").Add(field => field.ValueExpression, () => _form.Name)
        .Add(field => field.ValueChanged, name => _form.Name = name ?? "").AddUnmatched("data-testid", "server-name"));
}
