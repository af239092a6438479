using Bunit;
using ConnectWizard.Connections.Forms;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Components;

public sealed class FluentValidatorTests : BunitContext
{
    private readonly ServerForm _form = new();
    private readonly EditContext _context;
    private readonly IRenderedComponent<FluentValidator<ServerForm>> _validator;

    public FluentValidatorTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging().AddScoped<PageScript>();
        _context = new EditContext(_form);
        _validator = Render<FluentValidator<ServerForm>>(parameters => parameters
            .AddCascadingValue(_context)
            .Add(validator => validator.Validator, new ServerFormValidator()));
    }

    [Fact]
    public void A_field_that_is_left_is_judged_and_no_other()
    {
        _form.Url = "ftp://s.example";
        _context.NotifyFieldChanged(_context.Field(nameof(ServerForm.Url)));

        _context.GetValidationMessages().Single().ShouldContain("ftp");
    }

    [Fact]
    public void An_empty_field_is_judged_once_it_had_a_text()
    {
        _context.NotifyFieldChanged(_context.Field(nameof(ServerForm.Name)));
        Messages(nameof(ServerForm.Name)).ShouldBeEmpty();

        foreach (var name in (string[])["Main", ""])
        {
            _form.Name = name;
            _context.NotifyFieldChanged(_context.Field(nameof(ServerForm.Name)));
        }

        Messages(nameof(ServerForm.Name)).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_submitted_form_is_judged_as_a_whole()
    {
        _context.Validate().ShouldBeFalse();

        _context.GetValidationMessages().Count().ShouldBe(4);
    }

    [Fact]
    public void A_refused_form_focuses_the_first_field_with_a_message_once()
    {
        _context.Validate();
        _context.NotifyFieldChanged(_context.Field(nameof(ServerForm.Name)));

        _validator.WaitForAssertion(() => JSInterop.CallsOf("focusInvalid").Count.ShouldBe(1));
    }

    [Fact]
    public void A_mended_field_loses_its_message()
    {
        _context.Validate();

        _form.Name = "Main";
        _context.NotifyFieldChanged(_context.Field(nameof(ServerForm.Name)));

        Messages(nameof(ServerForm.Name)).ShouldBeEmpty();
        Messages(nameof(ServerForm.Url)).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_message_goes_when_the_field_that_caused_it_from_elsewhere_changes()
    {
        _context.Validate();

        _form.Url = "https://s.example/tfs/Main";
        _context.NotifyFieldChanged(_context.Field(nameof(ServerForm.Url)));

        Messages(nameof(ServerForm.Collection)).ShouldBeEmpty();
    }

    [Fact]
    public void What_the_server_said_stays_until_its_field_changes()
    {
        _validator.Instance.Show(nameof(ServerForm.Token), "The token was refused.");
        _context.NotifyFieldChanged(_context.Field(nameof(ServerForm.Name)));
        Messages(nameof(ServerForm.Token)).ShouldBe(["The token was refused."]);

        _form.Token = "abc123";
        _context.NotifyFieldChanged(_context.Field(nameof(ServerForm.Token)));
        Messages(nameof(ServerForm.Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_validator_that_left_says_nothing_more()
    {
        await _validator.Instance.DisposeAsync();

        _context.Validate().ShouldBeTrue();
    }

    [Fact]
    public void Outside_a_form_it_says_so() =>
        Should.Throw<InvalidOperationException>(() => Render<FluentValidator<ServerForm>>(
            parameters => parameters.Add(validator => validator.Validator, new ServerFormValidator())));

    private IEnumerable<string> Messages(string property) => _context.GetValidationMessages(_context.Field(property));
}
