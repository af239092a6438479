using AzureDevOpsEmulator.Hosting;
using AzureDevOpsEmulator.Versions;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes;

/// <summary>What bodies are made with: for the answer to a request, or for an event that nobody asked for.</summary>
internal interface IWireContext
{
    SiteLinks Links { get; }

    TeamProjectCollection Collection { get; }

    ServerProduct Product { get; }

    /// <summary>The id of the server itself.</summary>
    Guid ServerId { get; }

    IRepositoryContents Contents { get; }
}

/// <summary>The context of what a server says by itself, under its public URL.</summary>
internal sealed record ServerContext(
    SiteLinks Links, TeamProjectCollection Collection, ServerProduct Product, Guid ServerId, IRepositoryContents Contents)
    : IWireContext;
