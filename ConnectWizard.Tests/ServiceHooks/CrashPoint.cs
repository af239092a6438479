using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace ConnectWizard.ServiceHooks;

/// <summary>When the program is killed: before or after the nth call of a method. From then on nothing that it calls answers, until it is started again.</summary>
internal sealed class CrashPoint
{
    private readonly Lock _lock = new();
    private string? _method;
    private bool _isAfter;
    private int _remaining;

    public bool IsKilled { get; private set; }

    public void Set(string method, bool after, int call)
    {
        lock (_lock)
            (_method, _isAfter, _remaining) = (method, after, call);
    }

    public void Restart()
    {
        lock (_lock)
            (_method, IsKilled) = (null, false);
    }

    /// <returns>Whether the call that begins is the last one.</returns>
    public bool Meet(string method)
    {
        lock (_lock)
        {
            if (IsKilled)
                throw new CrashException();
            if (method != _method || --_remaining > 0)
                return false;
            if (_isAfter)
                return true;
            IsKilled = true;
            throw new CrashException();
        }
    }

    public void Kill()
    {
        lock (_lock)
            IsKilled = true;
        throw new CrashException();
    }
}

/// <summary>The program is gone.</summary>
internal sealed class CrashException : Exception;

/// <summary>An interface whose calls end at a <see cref="CrashPoint"/>.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "A DispatchProxy is derived from at run time.")]
internal class CrashingProxy<T> : DispatchProxy
    where T : class
{
    private T _inner = null!;
    private CrashPoint _point = null!;

    public static T Wrap(T inner, CrashPoint point)
    {
        var proxy = Create<T, CrashingProxy<T>>();
        var killing = (CrashingProxy<T>)(object)proxy;
        (killing._inner, killing._point) = (inner, point);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var isLast = _point.Meet(targetMethod!.Name);
        var result = targetMethod.Invoke(_inner, args);
        if (!isLast)
            return result;
        return targetMethod.ReturnType == typeof(Task)
            ? EndAsync((Task)result!)
            : typeof(CrashingProxy<T>).GetMethod(nameof(EndWithAsync), BindingFlags.Instance | BindingFlags.NonPublic)!
                .MakeGenericMethod(targetMethod.ReturnType.GetGenericArguments()).Invoke(this, [result]);
    }

    private async Task EndAsync(Task task)
    {
        await task;
        _point.Kill();
    }

    private async Task<TResult> EndWithAsync<TResult>(Task<TResult> task)
    {
        var result = await task;
        _point.Kill();
        return result;
    }
}
