//! Graph search: breadth-first, Dijkstra with a binary heap, A* on a grid, topological order and components.
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque};

type NodeId = usize;

#[derive(Debug, Clone, Copy)]
struct Edge {
    to: NodeId,
    weight: u32,
}

#[derive(Default)]
struct Graph {
    names: Vec<String>,
    ids: BTreeMap<String, NodeId>,
    edges: Vec<Vec<Edge>>,
}

impl Graph {
    fn node(&mut self, name: &str) -> NodeId {
        if let Some(&id) = self.ids.get(name) {
            return id;
        }
        let id = self.names.len();
        self.names.push(name.to_string());
        self.ids.insert(name.to_string(), id);
        self.edges.push(Vec::new());
        id
    }

    fn parse(text: &str, both_ways: bool) -> Result<Graph, String> {
        let mut graph = Graph::default();
        for (number, line) in text.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty()) {
            let mut words = line.split(' ');
            let (Some(from), Some(to), weight) = (words.next(), words.next(), words.next()) else {
                return Err(format!("line {}: two nodes wanted in {line:?}", number + 1));
            };
            let weight = match weight {
                None => 1,
                Some(text) => text.parse().map_err(|e| format!("line {}: {e}", number + 1))?,
            };
            let (from, to) = (graph.node(from), graph.node(to));
            graph.edges[from].push(Edge { to, weight });
            if both_ways {
                graph.edges[to].push(Edge { to: from, weight });
            }
        }
        Ok(graph)
    }

    fn path_names(&self, path: &[NodeId]) -> String {
        path.iter().map(|&id| self.names[id].as_str()).collect::<Vec<_>>().join(" ")
    }

    fn fewest_hops(&self, from: NodeId, to: NodeId) -> Option<Vec<NodeId>> {
        let mut parent = vec![None; self.names.len()];
        let mut queue = VecDeque::from([from]);
        while let Some(node) = queue.pop_front() {
            if node == to {
                return Some(walk_back(&parent, from, to));
            }
            for edge in &self.edges[node] {
                if edge.to != from && parent[edge.to].is_none() {
                    parent[edge.to] = Some(node);
                    queue.push_back(edge.to);
                }
            }
        }
        None
    }

    fn shortest(&self, from: NodeId, to: NodeId) -> Option<(u32, Vec<NodeId>)> {
        let mut distance = vec![u32::MAX; self.names.len()];
        let mut parent = vec![None; self.names.len()];
        let mut heap = BinaryHeap::new();
        distance[from] = 0;
        heap.push(Visit { cost: 0, node: from });
        while let Some(Visit { cost, node }) = heap.pop() {
            if node == to {
                return Some((cost, walk_back(&parent, from, to)));
            }
            if cost > distance[node] {
                continue;
            }
            for &Edge { to: next, weight } in &self.edges[node] {
                let candidate = cost + weight;
                if candidate < distance[next] {
                    distance[next] = candidate;
                    parent[next] = Some(node);
                    heap.push(Visit { cost: candidate, node: next });
                }
            }
        }
        None
    }

    fn topological_order(&self) -> Result<Vec<NodeId>, BTreeSet<&str>> {
        let mut incoming = vec![0; self.names.len()];
        for edge in self.edges.iter().flatten() {
            incoming[edge.to] += 1;
        }
        let mut ready: BinaryHeap<Reverse<(&str, NodeId)>> = BinaryHeap::new();
        let name = |id: NodeId| self.names[id].as_str();
        ready.extend((0..incoming.len()).filter(|&id| incoming[id] == 0).map(|id| Reverse((name(id), id))));
        let mut order = Vec::new();
        while let Some(Reverse((_, node))) = ready.pop() {
            order.push(node);
            for edge in &self.edges[node] {
                incoming[edge.to] -= 1;
                if incoming[edge.to] == 0 {
                    ready.push(Reverse((name(edge.to), edge.to)));
                }
            }
        }
        if order.len() == self.names.len() {
            Ok(order)
        } else {
            Err((0..incoming.len()).filter(|&id| incoming[id] > 0).map(name).collect())
        }
    }

    fn components(&self) -> Vec<Vec<&str>> {
        let mut seen = vec![false; self.names.len()];
        let mut components = Vec::new();
        for start in 0..self.names.len() {
            if seen[start] {
                continue;
            }
            let mut members = Vec::new();
            self.collect_component(start, &mut seen, &mut members);
            members.sort_unstable();
            components.push(members);
        }
        components
    }

    fn collect_component<'a>(&'a self, node: NodeId, seen: &mut [bool], members: &mut Vec<&'a str>) {
        if std::mem::replace(&mut seen[node], true) {
            return;
        }
        members.push(&self.names[node]);
        for edge in &self.edges[node] {
            self.collect_component(edge.to, seen, members);
        }
    }
}

#[derive(PartialEq, Eq)]
struct Visit {
    cost: u32,
    node: NodeId,
}

impl Ord for Visit {
    fn cmp(&self, other: &Self) -> Ordering {
        other.cost.cmp(&self.cost).then_with(|| other.node.cmp(&self.node))
    }
}

impl PartialOrd for Visit {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn walk_back(parent: &[Option<NodeId>], from: NodeId, to: NodeId) -> Vec<NodeId> {
    let mut path = vec![to];
    let mut here = to;
    while here != from {
        here = parent[here].expect("every visited node has a parent");
        path.push(here);
    }
    path.reverse();
    path
}

fn solve_maze(maze: &str) -> Option<String> {
    let mut cells: Vec<Vec<char>> = maze.lines().map(|line| line.chars().collect()).collect();
    let find = |wanted| {
        cells.iter().enumerate().find_map(|(y, row)| row.iter().position(|&c| c == wanted).map(|x| (x, y)))
    };
    let (start, goal) = (find('S')?, find('G')?);
    let guess = |(x, y): (usize, usize)| x.abs_diff(goal.0) + y.abs_diff(goal.1);
    let mut came_from = BTreeMap::from([(start, (0, start))]);
    let mut heap = BinaryHeap::from([Reverse((guess(start), 0, start))]);
    while let Some(Reverse((_, steps, here))) = heap.pop() {
        if here == goal {
            break;
        }
        let (x, y) = here;
        for next in [(x + 1, y), (x, y + 1), (x.wrapping_sub(1), y), (x, y.wrapping_sub(1))] {
            let open = cells.get(next.1).and_then(|row| row.get(next.0)).is_some_and(|&c| c != '#');
            if open && came_from.get(&next).is_none_or(|&(known, _)| steps + 1 < known) {
                came_from.insert(next, (steps + 1, here));
                heap.push(Reverse((steps + 1 + guess(next), steps + 1, next)));
            }
        }
    }
    let (steps, mut here) = *came_from.get(&goal)?;
    while here != start {
        cells[here.1][here.0] = '*';
        here = came_from[&here].1;
    }
    let rows: Vec<String> = cells.into_iter().map(String::from_iter).collect();
    Some(format!("{steps} steps\n{}", rows.join("\n")))
}

fn main() -> Result<(), String> {
    let roads = "ulm augsburg 80\nulm stuttgart 90\naugsburg munich 65\nstuttgart munich 230
        munich passau 190\nstuttgart nuremberg 210\nnuremberg passau 220\nkiel hamburg 95";
    let graph = Graph::parse(roads, true)?;
    for (from, to) in [("ulm", "passau"), ("nuremberg", "munich"), ("ulm", "kiel")] {
        let (a, b) = (graph.ids[from], graph.ids[to]);
        match graph.fewest_hops(a, b) {
            Some(path) => println!("{} hops: {}", path.len() - 1, graph.path_names(&path)),
            None => println!("no way from {from} to {to}"),
        }
        if let Some((length, path)) = graph.shortest(a, b) {
            println!("{length} km: {}", graph.path_names(&path));
        }
    }
    println!("{:?}", graph.components());

    let tasks = "shirt tie\nshirt belt\ntrousers belt\ntrousers shoes\nsocks shoes\ntie jacket\nbelt jacket";
    let graph = Graph::parse(tasks, false)?;
    println!("{}", graph.topological_order().map_or("cycle".into(), |order| graph.path_names(&order)));
    let graph = Graph::parse("a b\nb c\nc b\nc d", false)?;
    println!("{:?}", graph.topological_order());
    println!("{:?} {:?}", Graph::parse("a", true).err(), Graph::parse("a b\n\nb c x", true).err());

    let maze = "S.#.....\n..#.###.\n.##.#...\n....#.##\n.##.#..G";
    println!("{}", solve_maze(maze).unwrap_or_else(|| "no way out".to_string()));
    println!("{:?}", solve_maze("S#G"));
    Ok(())
}
