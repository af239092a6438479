using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks;

public interface IPolling
{
    /// <summary>How often a repository without webhooks is polled, as a text after "every".</summary>
    string Interval { get; }

    /// <summary>Has the refs of a connection's profiles polled soon; returns at once.</summary>
    void RequestPoll(ConnectionId connection);

    /// <summary>The same, also where polling waits after a failure: the reason for it was removed.</summary>
    void Resume(ConnectionId connection);
}
