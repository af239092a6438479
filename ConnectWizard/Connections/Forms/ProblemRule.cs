using FluentValidation;

namespace ConnectWizard.Connections.Forms;

/// <summary>Says a problem at the field that a rule is for.</summary>
public static class ProblemRule
{
    /// <param name="problem">Null: there is nothing to say.</param>
    public static void AddFailure<T>(this ValidationContext<T> context, Problem? problem)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (problem is null)
            return;
        var words = ProblemText.For(problem);
        context.AddFailure(context.PropertyPath, $"{words.What} {words.Repair}");
    }
}
