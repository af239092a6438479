using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ConnectWizard.Browser;
using Shouldly;
using Xunit;

namespace ConnectWizard.Conventions;

/// <summary>Private metaphors stay out of declarations, files and resource keys: a reader searches for the word that the field uses.</summary>
public sealed partial class NamingTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly string[] Folders = ["ConnectWizard", "ConnectWizard.Tests", "ConnectWizard.Benchmarks", "AzureDevOpsEmulator"];

    /// <summary>Names that are replaced, each by the standard term behind it.</summary>
    private static readonly Dictionary<string, string> Replaced = new(StringComparer.Ordinal)
    {
        ["News"] = "TriggerSource",
        ["NewsSource"] = "TriggerSource",
        ["NewsField"] = "TriggerSourceField",
        ["NewsChoice"] = "TriggerSourceChoice",
        ["NewsSwitch"] = "TriggerSourceSwitch",
        ["IRepositoryNews"] = "IRepositoryRefs",
        ["Looking"] = "Polling",
        ["RefLooks"] = "RefPoller",
        ["LookTurns"] = "PollSchedule",
        ["LookWishes"] = "PollRequests",
        ["LookWorker"] = "PollWorker",
        ["LookStore"] = "PollStore",
        ["LookingOptions"] = "PollingOptions",
        ["Wake"] = "WorkerLoop",
        ["HooksWake"] = "WorkerLoop",
        ["BuildsWake"] = "WorkerLoop",
        ["DeliveriesWake"] = "WorkerLoop",
        ["TakeTurnsAsync"] = "RunAsync",
        ["ConnectionsUnderWay"] = "KeyedWorkQueue",
        ["Turn"] = "WorkItem",
        ["RungHome"] = "CheckItemMapping",
        ["Ladder"] = "CheckProgress",
        ["LadderView"] = "CheckProgressView",
        ["WayThere"] = "TransportChecks",
        ["Greeting"] = "ServerProbe",
        ["GreetAsync"] = "ProbeAsync",
        ["SignedInAs"] = "AuthenticatedUser",
        ["IdentifyAsync"] = "GetConnectionDataAsync",
        ["Answer"] = "ApiResponse",
        ["AnswerCodes"] = "ApiErrorReader",
        ["AnswerWords"] = "ApiErrorReader",
        ["AnswerVariants"] = "ApiProblemMapper",
        ["AnswerProblems"] = "ApiProblemMapper",
        ["AnswerEvidence"] = "ResponseEvidence",
        ["Outcome"] = "Result",
        ["Seen"] = "WithEvidence",
        ["Mender"] = "ResolvedBy",
        ["Twin"] = "FindExistingAsync",
        ["FindTwinAsync"] = "FindExistingAsync",
        ["Arrival"] = "ReceivedEvent",
        ["WantedBuild"] = "BuildTrigger",
        ["Intake"] = "DeliveryBuffer",
        ["HookPass"] = "SubscriptionSync",
        ["HookTurns"] = "SubscriptionSync",
        ["HookLooks"] = "SubscriptionHealthCheck",
        ["HookPlacement"] = "SubscriptionProvisioner",
        ["HeardHooks"] = "DeliveryReceipts",
        ["WantedHooks"] = "DesiredSubscriptions",
        ["HookRehearsal"] = "WebhookPermissionCheck",
        ["HookVerdict"] = "WebhookPermission",
        ["HookFinding"] = "SubscriptionFinding",
        ["BuildQueue"] = "BuildDispatcher",
        ["SignInPlace"] = "SignInTarget",
        ["SignInJourney"] = "SignInState",
        ["SignInReturn"] = "SignInCallback",
        ["SignInEnd"] = "SignInResult",
        ["OwnAddress"] = "PublicEndpoint",
        ["IOwnAddress"] = "IPublicEndpoint",
        ["Creation"] = "ProfileCreation",
        ["CircuitPresence"] = "CircuitConnectionMonitor",
        ["BareProject"] = "ProjectWithoutRepositories",
        ["BareReason"] = "ProjectWithoutRepositories",
        ["SeenProjects"] = "ProjectCache",
        ["SeenValue"] = "ProjectCache",
        ["OneAhead"] = "PrefetchingReader",
        ["ReadAhead"] = "PrefetchingReader",
        ["AdministratorVisit"] = "AdministratorLinkHandler",
        ["AdministratorAsk"] = "AdministratorLinkCard",
        ["AdministratorOffer"] = "AdministratorLinkCard",
        ["TypedTextLogs"] = "SensitiveLogFilter",
        ["QuietCategory"] = "SensitiveLogFilter",
        ["StartRefusal"] = "StartupFailure",
        ["EvidenceAtRest"] = "StoredEvidence",
        ["TimeLimit"] = "Deadline",
        ["Patience"] = "Timeout",
        ["Pace"] = "MinInterval",
        ["Stall"] = "IdleTimeout",
        ["AllowedBefore"] = "AuthorizedOrganizations",
        ["MissingSetup"] = "SetupInstructions",
        ["NamedOrganization"] = "OrganizationByName",
        ["WhoAmI"] = "SignedInUser",
        ["PastedView"] = "PastePreview",
        ["PollingWords"] = "PollingText",
        ["ShownText"] = "DisplayText",
        ["Moment"] = "Timestamp",
        ["Detour"] = "ConnectToRule",
        ["SealedBox"] = "nothing",
        ["Session"] = "DbSession",
        ["Named"] = "the exact noun",
        ["Place"] = "the exact noun",
        ["Says"] = "the exact verb",
        ["Told"] = "the exact noun",
        ["IsIdle"] = "IsDisabled or IsBusy",
        ["_leaving"] = "_cancellation",
        ["_left"] = "_cancellation",
        ["_said"] = "_message",
        ["GoOn"] = "Continue",
        ["HoldToken"] = "SetToken",
        ["TakeTokenAlong"] = "RebindToken",
        ["LivesOnAccount"] = "UsesAccount",
        ["AddWhatRoomsDoNotKnowOfEachOther"] = "each feature's own Add…",
        ["RoomTests"] = "FeatureDependencyTests",
        ["Killing"] = "CrashTests",
        ["MortalProduct"] = "CrashableProduct",
        ["OneDraft"] = "DraftFixture",
        ["OneCloud"] = "CloudFixture",
        ["WholeWay"] = "EndToEnd",
        ["Bench"] = "Fixture",
    };


    [Fact]
    public void No_declaration_bears_a_name_that_was_replaced() => DeclaredNames().Where(name => IsReplaced(name.Name)).Select(name => name.ToString()).Order(StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void No_constant_bears_a_pattern_that_was_replaced() =>
        DeclaredNames().Where(name => name.IsConstant && ConstantPattern().IsMatch(name.Name)).Select(name => name.ToString()).Order(StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void No_file_bears_a_name_that_was_replaced() => Files("*.*").Where(file => IsReplaced(Path.GetFileName(file).Split('.')[0])).ShouldBeEmpty();

    [Fact]
    public void No_resource_key_bears_a_name_that_was_replaced()
    {
        var keys =
            from file in Files("*.resx")
            from data in XDocument.Load(file).Root!.Elements("data")
            let key = (string)data.Attribute("name")!
            where key.Split('.').Any(IsReplaced)
            select $"{Path.GetFileName(file)}: {key}";
        keys.ShouldBeEmpty();
    }

    private static bool IsReplaced(string name) => Replaced.ContainsKey(name) || Pattern().IsMatch(name);

    private static IEnumerable<DeclaredName> DeclaredNames()
    {
        Assembly[] assemblies = [typeof(ConnectWizardApp).Assembly, typeof(AzureDevOpsEmulator.Emulator).Assembly, typeof(NamingTests).Assembly];
        foreach (var type in assemblies.SelectMany(assembly => assembly.GetTypes()).Where(IsOurs))
        {
            yield return new DeclaredName(type.Name.Split('`')[0], type, false);
            foreach (var member in type.GetMembers(Declared).Where(IsOurs))
                yield return new DeclaredName(member.Name, type, member is FieldInfo { IsStatic: true } && !type.IsEnum);
        }
    }

    private static bool IsOurs(MemberInfo member) =>
        !member.IsDefined(typeof(CompilerGeneratedAttribute), false) && !member.Name.Contains('<') && member is not (Type { IsNested: false, Namespace: null });

    private static IEnumerable<string> Files(string pattern) =>
        from folder in Folders
        from file in Directory.EnumerateFiles(Path.Combine(BuildFacts.RepositoryRoot, folder), pattern, SearchOption.AllDirectories)
        let parts = Path.GetRelativePath(BuildFacts.RepositoryRoot, file).Split(Path.DirectorySeparatorChar)
        where !parts.Intersect(["bin", "obj", "wwwroot", "node_modules"], StringComparer.Ordinal).Any()
        select file;

    [GeneratedRegex("^(I?News[A-Z]|Look(Turns|Wishes|Worker)|Rung|[A-Za-z]*Rung(s|[A-Z]|$)|Ladder|HandOver|Heard|Rehears|Mender)|Wake$|Rehearsal$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();

    [GeneratedRegex("^(Most|Longest|First|Fresh|Life)$|^(Most|Longest)[A-Z]|(AtOnce|Life)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ConstantPattern();

    private sealed record DeclaredName(string Name, Type Type, bool IsConstant)
    {
        public override string ToString() => $"{Type.FullName}.{Name}";
    }
}
