using System.Diagnostics.CodeAnalysis;

namespace ConnectWizard.Connections;

/// <summary>
/// What an operation that may fail in an expected way gives back: a value or a <see cref="Connections.Problem"/>. Exceptions are left
/// to bugs and to cancellation.
/// </summary>
/// <typeparam name="T">What there is when it went well.</typeparam>
public sealed class Result<T>
{
    private Result(T? value, Problem? problem)
    {
        Value = value;
        Problem = problem;
    }

    /// <summary>The value; null only when there is a problem.</summary>
    public T? Value { get; }

    /// <summary>What went wrong; null when there is a value.</summary>
    public Problem? Problem { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;

    public static implicit operator Result<T>(T value) => FromValue(value);

    public static implicit operator Result<T>(Problem problem) => FromProblem(problem);

    public static Result<T> FromValue(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new Result<T>(value, null);
    }

    public static Result<T> FromProblem(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new Result<T>(default, problem);
    }

    /// <summary>Carries a problem on, or goes on with the value.</summary>
    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) => Succeeded ? next(Value) : Result<TNext>.FromProblem(Problem);
}
