using ConnectWizard.Components;
using ConnectWizard.Connections.Addresses;
using FluentValidation;

namespace ConnectWizard.Connections.Forms;

/// <summary>Validates what is possible without asking the server.</summary>
public sealed class ServerFormValidator : AbstractValidator<ServerForm>
{
    private static readonly TextResource Words = new("ConnectWizard.Connections.Forms.ServerFormValidator");

    public ServerFormValidator(bool asksName = true)
    {
        if (asksName)
            IsConnectionName(RuleFor(form => form.Name));

        RuleFor(form => form.Url).Custom((_, context) => Report(context, context.InstanceToValidate.Parsed.UrlProblem));
        RuleFor(form => form.Collection).Custom((_, context) => Report(context, context.InstanceToValidate.Parsed.CollectionProblem));
        RuleFor(form => form.Token).Custom((_, context) => Report(context, context.InstanceToValidate.ToToken().Problem))
            .Unless(form => form.HasKeptToken && form.Token.Length == 0);
    }

    public static void IsConnectionName<T>(IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .Must(name => !string.IsNullOrWhiteSpace(name)).WithMessage(_ => Words.Get("NameMissing"))
            .Must(name => !TokenText.LooksLikeToken(name)).WithMessage(_ => Words.Get("NameToken"))
            .Must(name => name.Trim().Length <= ServerForm.MaxNameLength).WithMessage(_ => Words.Get("NameTooLong"))
            .Must(name => !name.Any(char.IsControl)).WithMessage(_ => Words.Get("NameControl"));

    private static void Report(ValidationContext<ServerForm> context, Problem? problem)
    {
        if (problem is not null)
        {
            var words = ProblemText.For(problem);
            context.AddFailure(context.PropertyPath, $"{words.What} {words.Repair}");
        }
    }
}
