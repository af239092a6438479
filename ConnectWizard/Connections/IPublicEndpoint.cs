namespace ConnectWizard.Connections;

public interface IPublicEndpoint
{
    /// <summary><c>PublicUrl</c>, or the first listening address. Ends with a slash. Known once the server has started.</summary>
    Uri Current { get; }

    /// <summary>Where people open the product, <c>PeopleUrl</c>; before the server has started, where it listens unless configured otherwise.</summary>
    Uri ForPeople => Current;

    /// <summary>Ends when this installation listens, so when <see cref="Current"/> is known.</summary>
    Task UntilListeningAsync(CancellationToken cancellationToken);
}
