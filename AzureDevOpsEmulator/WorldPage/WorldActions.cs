namespace AzureDevOpsEmulator.WorldPage;

/// <summary>The actions of a POST, by the last path segment.</summary>
internal sealed class WorldActions(EmulatedWorld world)
{
    /// <exception cref="InvalidOperationException">The action is refused.</exception>
    public WorldActionResult Execute(RepositoryPath location, string action, WorldActionRequest request)
    {
        var person = request["person"];
        switch (action)
        {
            case "push":
                var commit = world.Push(location, CommitOf(request));
                return new WorldActionResult($"Pushed {commit[..8]} to {CommitOf(request).Branch}.", commit);
            case "branch":
                world.MoveBranch(location, request.Required("name"), request.Required("from"), person);
                return new WorldActionResult($"Moved {request["name"]} to {request["from"]}.", world.Branches(location)[request.Required("name")]);
            case "delete-branch":
                world.DeleteBranch(location, request.Required("name"), person);
                return new WorldActionResult($"Deleted {request["name"]}.");
            case "open":
                var id = world.OpenPullRequest(location, PullRequestOf(location, request));
                return new WorldActionResult($"Opened pull request {id}.", $"{id}");
            case "update":
                var update = world.UpdatePullRequest(location, request.Number("id"), person);
                return new WorldActionResult($"Pushed {update[..8]} to the source of pull request {request["id"]}.", update);
            case "publish":
                world.PublishPullRequest(location, request.Number("id"), person);
                return new WorldActionResult($"Published pull request {request["id"]}.");
            case "merge":
                var merge = world.MergePullRequest(location, request.Number("id"), person);
                return new WorldActionResult($"Merged pull request {request["id"]} with {merge[..8]}.", merge);
            case "abandon":
                world.AbandonPullRequest(location, request.Number("id"), person);
                return new WorldActionResult($"Abandoned pull request {request["id"]}.");
            case "project-state":
                world.SetProjectState(location, request.Required("state"));
                return new WorldActionResult($"The project is {request["state"]}.");
            case "vote":
                world.Vote(location, request.Number("id"), request.Number("vote"), person);
                return new WorldActionResult($"Voted on pull request {request["id"]}.");
            default:
                throw new InvalidOperationException($"There is no action '{action}'.");
        }
    }

    /// <inheritdoc cref="Execute"/>
    public WorldActionResult ExecuteOnSubscription(Guid subscription, string action, WorldActionRequest request)
    {
        Action<Guid> happen = action switch
        {
            "retry" => world.Hooks.RetryNow,
            "disable" => world.Hooks.Disable,
            "enable" => world.Hooks.Enable,
            "delete" => world.Hooks.Delete,
            "dismiss" => _ => world.Hooks.RevokeAccess(request.Required("person")),
            "readmit" => _ => world.Hooks.RestoreAccess(request.Required("person")),
            _ => throw new InvalidOperationException($"There is no action '{action}'."),
        };
        happen(subscription);
        return new WorldActionResult("Done.", $"{subscription}");
    }

    private static WorldCommit CommitOf(WorldActionRequest request)
    {
        var usual = new WorldCommit();
        return new WorldCommit
        {
            Branch = request["branch"] ?? usual.Branch,
            Message = request["message"] ?? usual.Message,
            Path = request["path"] ?? usual.Path,
            Content = request["content"],
            Author = request["author"],
            Person = request["person"],
        };
    }

    private static WorldPullRequest PullRequestOf(RepositoryPath location, WorldActionRequest request) =>
        new(request.Required("source"), request.Required("target"), request["title"] ?? "A change")
        {
            Description = request["description"],
            IsDraft = request["draft"] == "true",
            Fork = request["fork"]?.Split('/', 2) is [var project, var fork] ? location with { Project = project, Repository = fork } : null,
            Person = request["person"],
        };
}

/// <summary>A message, and the ID of the created commit or pull request.</summary>
internal sealed record WorldActionResult(string Message, string? Id = null);

/// <summary>The fields of a form, or of a flat JSON object.</summary>
internal sealed record WorldActionRequest(IReadOnlyDictionary<string, string> Fields, bool IsForm)
{
    public string? this[string name] => Fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <exception cref="InvalidOperationException">The field is missing.</exception>
    public string Required(string name) => this[name] ?? throw new InvalidOperationException($"The field '{name}' is missing.");

    /// <exception cref="InvalidOperationException">The field is missing or not a number.</exception>
    public int Number(string name) => int.TryParse(Required(name), System.Globalization.CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new InvalidOperationException($"The field '{name}' is not a number.");

    /// <exception cref="InvalidOperationException">The body is neither a form nor a JSON object.</exception>
    public static async Task<WorldActionRequest> ReadAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return new WorldActionRequest(form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.OrdinalIgnoreCase), IsForm: true);
        }

        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            var fields = json.RootElement.EnumerateObject()
                .ToDictionary(field => field.Name, field => field.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            return new WorldActionRequest(fields, IsForm: false);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw new InvalidOperationException("The body isn't a JSON object: " + malformed.Message, malformed);
        }
    }
}
