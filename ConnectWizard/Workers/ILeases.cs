namespace ConnectWizard.Workers;

/// <summary>Lets one of many do a thing at a time: across circuits and across nodes, for a lease is a row of the store.</summary>
public interface ILeases
{
    /// <summary>Takes a lease unless somebody holds it. Whoever dies with it loses it when <paramref name="duration"/> is over.</summary>
    /// <param name="name">What it is about: <c>refresh:{account}</c>, <c>hooks:{connection}</c>.</param>
    /// <param name="duration">How long it lasts unless it is renewed.</param>
    /// <returns>The lease, to be disposed of when the work is done; null while another holds it.</returns>
    Task<ILease?> TryTakeAsync(string name, TimeSpan duration, CancellationToken cancellationToken);
}

/// <summary>A lease that is held. Disposing gives it back.</summary>
public interface ILease : IAsyncDisposable
{
    /// <summary>Holds it for another <paramref name="duration"/> from now on.</summary>
    /// <returns>False when it was lost meanwhile: the work must stop.</returns>
    Task<bool> RenewAsync(TimeSpan duration, CancellationToken cancellationToken);
}
