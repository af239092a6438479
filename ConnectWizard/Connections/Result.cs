using System.Diagnostics.CodeAnalysis;

namespace ConnectWizard.Connections;

/// <summary>A value or a <see cref="Connections.Problem"/>. Exceptions are left to bugs and to cancellation.</summary>
public sealed class Result<T>
{
    private Result(T? value, Problem? problem) => (Value, Problem) = (value, problem);

    public T? Value { get; }
    public Problem? Problem { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;

    public static implicit operator Result<T>(T value) => FromValue(value);

    public static implicit operator Result<T>(Problem problem) => FromProblem(problem);

    public static Result<T> FromValue(T value) => new(value, null);

    public static Result<T> FromProblem(Problem problem) => new(default, problem);

    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) => Succeeded ? next(Value) : Result<TNext>.FromProblem(Problem);
}
