using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectWizard.AzureDevOps.Wire;

/// <summary>How the wire types are read: by name in any order, unknown members passed over.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 32)]
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(ConnectionData))]
[JsonSerializable(typeof(Listing<ResourceLocation>))]
[JsonSerializable(typeof(Listing<ProjectBody>))]
[JsonSerializable(typeof(Listing<RefBody>))]
[JsonSerializable(typeof(Listing<bool>))]
[JsonSerializable(typeof(Listing<PullRequestBody>))]
[JsonSerializable(typeof(CommitBody))]
[JsonSerializable(typeof(RepositoryBody))]
[JsonSerializable(typeof(SubscriptionBody))]
[JsonSerializable(typeof(TestBody))]
[JsonSerializable(typeof(NotificationBody))]
[JsonSerializable(typeof(Listing<NotificationBody>))]
internal sealed partial class AzureDevOpsJson : JsonSerializerContext;
