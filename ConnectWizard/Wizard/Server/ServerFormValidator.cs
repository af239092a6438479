using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using FluentValidation;

namespace ConnectWizard.Wizard.Server;

/// <summary>
/// Judges the server form as far as that goes without asking the server: product, version and rights are the check's business. Each message
/// says what is wrong and what to do.
/// </summary>
public sealed class ServerFormValidator : AbstractValidator<ServerForm>
{
    private static readonly TextResource Words = new("ConnectWizard.Wizard.Server.ServerFormValidator");

    /// <param name="asksName">False where nothing is saved and so nothing is named: <c>/check</c>.</param>
    public ServerFormValidator(bool asksName = true)
    {
        if (asksName)
        {
            RuleFor(form => form.Name).Cascade(CascadeMode.Stop)
                .Must(name => !string.IsNullOrWhiteSpace(name)).WithMessage(_ => Words.Get("NameMissing"))
                .Must(name => !TokenText.LooksLikeOne(name)).WithMessage(_ => Words.Get("NameToken"))
                .Must(name => name.Trim().Length <= ServerForm.MaximumNameLength).WithMessage(_ => Words.Get("NameTooLong"))
                .Must(name => !name.Any(char.IsControl)).WithMessage(_ => Words.Get("NameControl"));
        }

        RuleFor(form => form.Url).Custom((_, context) => Report(context, UrlProblem(context.InstanceToValidate)));
        RuleFor(form => form.Collection).Custom((_, context) => Report(context, CollectionProblem(context.InstanceToValidate)));
        RuleFor(form => form.Token).Custom((_, context) => Report(context, context.InstanceToValidate.ToToken().Problem))
            .Unless(form => form.HasKeptToken && form.Token.Length == 0);
    }

    private static Problem? UrlProblem(ServerForm form) =>
        form.ToTarget().Problem is { } problem && IsAboutCollection(problem) is false ? problem : null;

    /// <summary>The collection is judged on its own while the URL cannot be read yet, so that every missing field is named at
    /// once.</summary>
    private static Problem? CollectionProblem(ServerForm form)
    {
        var problem = form.ToTarget().Problem;
        return problem is null || IsAboutCollection(problem) ? problem : CollectionField.Read(form.Collection).Check();
    }

    private static bool IsAboutCollection(Problem problem) =>
        problem.Code is ProblemCode.CollectionMissing or ProblemCode.CollectionUnusable;

    private static void Report(ValidationContext<ServerForm> context, Problem? problem)
    {
        if (problem is not null)
        {
            var words = ProblemText.For(problem);
            context.AddFailure(context.PropertyPath, $"{words.What} {words.Repair}");
        }
    }
}
