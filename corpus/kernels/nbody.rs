//! Five bodies under gravity: floating-point fields of structs in an array.
//@ stdout: -0.169075164
//@ stdout: -0.169087605
const N: usize = 1_000;

const SOLAR_MASS: f64 = 39.47841760435743;
const DAYS_PER_YEAR: f64 = 365.24;

struct Body {
    x: f64,
    y: f64,
    z: f64,
    vx: f64,
    vy: f64,
    vz: f64,
    mass: f64,
}

impl Body {
    fn new(position: [f64; 3], velocity: [f64; 3], mass: f64) -> Body {
        Body {
            x: position[0],
            y: position[1],
            z: position[2],
            vx: velocity[0] * DAYS_PER_YEAR,
            vy: velocity[1] * DAYS_PER_YEAR,
            vz: velocity[2] * DAYS_PER_YEAR,
            mass: mass * SOLAR_MASS,
        }
    }
}

fn offset_momentum(bodies: &mut [Body]) {
    let mut px = 0.0;
    let mut py = 0.0;
    let mut pz = 0.0;
    for body in bodies.iter() {
        px += body.vx * body.mass;
        py += body.vy * body.mass;
        pz += body.vz * body.mass;
    }
    bodies[0].vx = -px / SOLAR_MASS;
    bodies[0].vy = -py / SOLAR_MASS;
    bodies[0].vz = -pz / SOLAR_MASS;
}

fn energy(bodies: &[Body]) -> f64 {
    let mut energy = 0.0;
    for i in 0..bodies.len() {
        let a = &bodies[i];
        energy += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
        for j in i + 1..bodies.len() {
            let b = &bodies[j];
            let dx = a.x - b.x;
            let dy = a.y - b.y;
            let dz = a.z - b.z;
            energy -= a.mass * b.mass / (dx * dx + dy * dy + dz * dz).sqrt();
        }
    }
    energy
}

fn advance(bodies: &mut [Body], dt: f64) {
    let count = bodies.len();
    for i in 0..count {
        for j in i + 1..count {
            let dx = bodies[i].x - bodies[j].x;
            let dy = bodies[i].y - bodies[j].y;
            let dz = bodies[i].z - bodies[j].z;
            let squared = dx * dx + dy * dy + dz * dz;
            let magnitude = dt / (squared * squared.sqrt());
            let mass_i = bodies[i].mass * magnitude;
            let mass_j = bodies[j].mass * magnitude;
            bodies[i].vx -= dx * mass_j;
            bodies[i].vy -= dy * mass_j;
            bodies[i].vz -= dz * mass_j;
            bodies[j].vx += dx * mass_i;
            bodies[j].vy += dy * mass_i;
            bodies[j].vz += dz * mass_i;
        }
    }
    for body in bodies.iter_mut() {
        body.x += dt * body.vx;
        body.y += dt * body.vy;
        body.z += dt * body.vz;
    }
}

fn main() {
    let mut bodies = [
        Body::new([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 1.0),
        Body::new(
            [4.84143144246472090, -1.16032004402742839, -0.103622044471123109],
            [0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023],
            0.000954791938424326609,
        ),
        Body::new(
            [8.34336671824457987, 4.12479856412430479, -0.403523417114321381],
            [-0.00276742510726411270, 0.00499852801234917238, 0.0000230417297573763929],
            0.000285885980666130812,
        ),
        Body::new(
            [12.8943695621391310, -15.1111514016986312, -0.223307578892655734],
            [0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556],
            0.0000436624404335156298,
        ),
        Body::new(
            [15.3796971148509165, -25.9193146099879641, 0.179258772950371181],
            [0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870],
            0.0000515138902046611451,
        ),
    ];
    offset_momentum(&mut bodies);
    println!("{:.9}", energy(&bodies));
    for _ in 0..N {
        advance(&mut bodies, 0.01);
    }
    println!("{:.9}", energy(&bodies));
}
