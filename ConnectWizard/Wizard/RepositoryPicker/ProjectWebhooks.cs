using ConnectWizard.ServiceHooks;

namespace ConnectWizard.Wizard.RepositoryPicker;

/// <summary>Whether webhooks can be created in the projects that were in view: asked a few at a time, once each, and behind the list.</summary>
internal sealed class ProjectWebhooks(ConnectionState state)
{
    private const int BatchSize = 50;

    /// <summary>Whoever scrolls through more is told by the review.</summary>
    private const int MaxProjects = 500;

    private readonly Dictionary<Guid, WebhookPermission> _known = [];
    private Guid[] _wanted = [];
    private bool _isAsking;

    public WebhookPermission Of(Guid project) => _known.GetValueOrDefault(project, WebhookPermission.Unknown);

    /// <summary>Asks about the projects in view now. A call while one is running decides what that one asks next.</summary>
    /// <param name="projects">The projects.</param>
    /// <param name="changed">Called after each answer.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task AskAsync(IEnumerable<Guid> projects, Action changed, CancellationToken cancellationToken)
    {
        _wanted = [.. projects.Distinct()];
        if (_isAsking)
            return;

        _isAsking = true;
        try
        {
            while (_known.Count < MaxProjects && _wanted.Where(project => !_known.ContainsKey(project)).Take(BatchSize).ToArray() is { Length: > 0 } next)
            {
                var answer = await state.CheckWebhookPermissionAsync(next, cancellationToken);
                foreach (var project in next)
                    _known[project] = answer.Value?.Of(project) ?? WebhookPermission.Unknown;

                changed();
            }
        }
        finally
        {
            _isAsking = false;
        }
    }
}
